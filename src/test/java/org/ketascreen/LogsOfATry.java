package org.ketascreen;

import com.github.valfirst.slf4jtest.TestLoggerFactory;
import java.util.List;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Forgets what was logged after each try of any property: the logger of the tests keeps what it is
 * told, which after 100,000 tries are gigabytes. jqwik finds this class through the service loader.
 */
public final class LogsOfATry implements AroundTryHook {

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor one, List<Object> parameters) {
    try {
      return one.execute(parameters);
    } finally {
      TestLoggerFactory.clearAll();
    }
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }
}
