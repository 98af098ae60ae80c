package org.ketascreen.engine;

import org.kie.api.conf.ConfigurationKey;
import org.kie.api.conf.OptionKey;
import org.kie.api.conf.OptionsConfiguration;
import org.kie.internal.builder.KnowledgeBuilderConfiguration;
import org.kie.internal.builder.conf.KnowledgeBuilderOption;
import org.kie.internal.builder.conf.MultiValueKieBuilderOption;
import org.kie.internal.builder.conf.PropertySpecificOption;
import org.kie.internal.builder.conf.SingleValueKieBuilderOption;

/**
 * Tells Drools that no fact is updated once it is inserted. Else it makes out, by reflection and
 * for every condition, which properties of a fact an update of it would have to touch. Drools asks
 * it for nothing else. Immutable and thread-safe.
 */
final class NothingUpdated implements KnowledgeBuilderConfiguration {

  @Override
  @SuppressWarnings("unchecked") // the key says what its option is
  public <C extends SingleValueKieBuilderOption> C getOption(OptionKey<C> key) {
    if (key.equals(PropertySpecificOption.KEY)) {
      return (C) PropertySpecificOption.DISABLED;
    }
    throw new UnsupportedOperationException(key.toString());
  }

  @Override
  public String getProperty(String name) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public ClassLoader getClassLoader() {
    return NothingUpdated.class.getClassLoader();
  }

  @Override
  public void makeImmutable() {
    // it is
  }

  @Override
  public <C extends KnowledgeBuilderOption> void setOption(C option) {
    throw new UnsupportedOperationException(option.toString());
  }

  @Override
  public boolean setProperty(String name, String value) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public <
          X extends
              OptionsConfiguration<
                      KnowledgeBuilderOption,
                      SingleValueKieBuilderOption,
                      MultiValueKieBuilderOption>>
      X as(ConfigurationKey<X> key) {
    throw new UnsupportedOperationException(key.toString());
  }
}
