package org.ketascreen;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Multiplies the tries of every property by the system property {@code tries.factor}, which the
 * profile {@code exhaustive} sets. jqwik finds it through the service loader.
 */
public final class TriesFactor implements AroundPropertyHook {

  /** Returns the factor, 1 unless it is set. */
  public static int factor() {
    return Integer.getInteger("tries.factor", 1);
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    context
        .attributes()
        .tries()
        .ifPresent(tries -> context.attributes().setTries(tries * factor()));
    return property.execute();
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }
}
