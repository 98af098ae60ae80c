package org.ketascreen;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Multiplies the tries of every property by the system property {@code tries.factor}; those of
 * {@linkplain Law laws} are what {@code law.tries} says. The profile {@code exhaustive} sets both.
 * jqwik finds this class through the service loader.
 */
public final class TriesFactor implements AroundPropertyHook {

  /** Returns the factor, 1 unless it is set. */
  public static int factor() {
    return Integer.getInteger("tries.factor", 1);
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    boolean law = context.findAnnotation(Law.class).isPresent();
    context
        .attributes()
        .tries()
        .ifPresent(
            tries ->
                context
                    .attributes()
                    .setTries(law ? Integer.getInteger("law.tries", tries) : tries * factor()));
    return property.execute();
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }
}
