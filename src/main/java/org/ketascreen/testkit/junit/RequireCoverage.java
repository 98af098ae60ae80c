package org.ketascreen.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ketascreen.API;

/**
 * Lets a test class fail, once its tests have run, if the screenings that they added to their
 * parameter of type {@link org.ketascreen.testkit.coverage.Coverage} show less of the rules than
 * this, in per cent. All tests of the class share one; to run a single one of them, take this off.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CoverageExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public @interface RequireCoverage {

  /** The folder of a {@code rulebase.yaml}, or the name of a bundled rulebase. */
  String of();

  /** How much of the outcomes of rules. */
  int rules() default 100;

  /** How much of the sentences. */
  int sentences() default 100;

  /** How much of what is unknown. */
  int missing() default 100;

  /** How much of the limits and windows. */
  int boundaries() default 95;

  /** How much of the code systems of value sets. */
  int codes() default 0;

  /** How much of the stages, treatments and jurisdictions. */
  int scope() default 0;
}
