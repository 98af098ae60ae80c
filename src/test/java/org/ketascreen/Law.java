package org.ketascreen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Property;

/**
 * A property that holds of every screening. It is tried 1,000 times, or as often as the system
 * property {@code law.tries} says, which the profile {@code exhaustive} sets. The patients are at
 * the boundaries of rulebases anyway; combined edge cases of whole records would fill the memory.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
@interface Law {}
