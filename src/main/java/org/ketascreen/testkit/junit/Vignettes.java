package org.ketascreen.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.ketascreen.API;

/** Which vignettes a test class that implements {@link VignetteTests} runs. */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public @interface Vignettes {

  /** Returns the folder of the rulebase's source, from where the tests run. */
  String value();

  /** Returns the tags of which a vignette must have one; all vignettes run if there are none. */
  String[] tags() default {};
}
