package org.ketascreen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How far a public type or member may be relied on. Our own annotation, so that an embedder's
 * compiler needs no further jar to read it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.PACKAGE})
public @interface API {

  /** Returns how far it may be relied on. */
  Status status();

  /** Returns the library version that introduced this status. */
  String since();

  /** How far something may be relied on. */
  enum Status {
    /**
     * Public only because compiled rules or another package of this library call it; may change at
     * any time.
     */
    INTERNAL,
    /** Meant for callers, but not yet used in earnest; may change in a minor release. */
    EXPERIMENTAL,
    /** Changes only in a major release. */
    STABLE
  }
}
