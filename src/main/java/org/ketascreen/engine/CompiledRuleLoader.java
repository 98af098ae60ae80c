package org.ketascreen.engine;

import java.util.Map;

/**
 * Defines the compiled rules of one rulebase from the bytes of its archive. One for each rulebase.
 */
final class CompiledRuleLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> classes;

  CompiledRuleLoader(String name, Map<String, byte[]> classes) {
    super(name, CompiledRuleLoader.class.getClassLoader());
    this.classes = classes;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
