package org.ketascreen;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values written one behind the other, so that equal values give equal bytes and different ones
 * different bytes: everything has its length or its number of parts before it. A record is its name
 * and its components, in their order, whatever they are: one that is added counts by itself. Not
 * thread-safe.
 */
final class CanonicalBytes {

  private static final byte NULL = 0;
  private static final byte TEXT = 1;
  private static final byte LIST = 2;
  private static final byte RECORD = 3;
  private static final byte TRUE = 4;
  private static final byte FALSE = 5;

  private static final ClassValue<Form> FORMS =
      new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> type) {
          return Form.of(type);
        }
      };

  private byte[] bytes = new byte[1 << 14];
  private int length;

  /** Adds a value: a record, a collection, a map, or anything that its own text tells apart. */
  void add(@Nullable Object value) {
    if (value == null) {
      add(NULL);
    } else if (value instanceof String text) {
      add(text);
    } else if (value instanceof Record) {
      addRecord(value);
    } else if (value instanceof Enum<?> constant) {
      add(constant.name());
    } else if (value instanceof Boolean bool) {
      add(bool ? TRUE : FALSE);
    } else if (value instanceof Collection<?> items) {
      add(LIST);
      addLength(items.size());
      items.forEach(this::add);
    } else if (value instanceof Map<?, ?> map) {
      add(map.keySet());
      add(map.values());
    } else {
      add(value.toString());
    }
  }

  private void addRecord(Object value) {
    Form form = FORMS.get(value.getClass());
    add(RECORD);
    append(form.name);
    for (MethodHandle component : form.components) {
      add(form.get(component, value));
    }
  }

  private void add(String text) {
    add(TEXT);
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  private void append(byte[] part) {
    addLength(part.length);
    ensure(part.length);
    System.arraycopy(part, 0, bytes, length, part.length);
    length += part.length;
  }

  private void add(byte tag) {
    ensure(1);
    bytes[length++] = tag;
  }

  private void addLength(int number) {
    ensure(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (number >>> shift);
    }
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.addExact(length, Math.max(more, length)));
    }
  }

  /** Returns how many bytes were written so far. */
  int length() {
    return length;
  }

  /** Returns the bytes, of which the first {@link #length()} count. */
  byte[] bytes() {
    return bytes;
  }

  /** How a record is taken apart. */
  private static final class Form {

    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private final byte[] name;
    private final MethodHandle[] components;

    private Form(byte[] name, MethodHandle[] components) {
      this.name = name;
      this.components = components;
    }

    private static Form of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      MethodHandle[] getters = new MethodHandle[components.length];
      try {
        for (int i = 0; i < getters.length; i++) {
          getters[i] = MethodHandles.lookup().unreflect(components[i].getAccessor()).asType(GETTER);
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(type + " is not public", e);
      }
      return new Form(type.getSimpleName().getBytes(StandardCharsets.UTF_8), getters);
    }

    @Nullable Object get(MethodHandle component, Object value) {
      try {
        return (Object) component.invokeExact(value);
      } catch (Error | RuntimeException e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("a component of a record cannot be read", e);
      }
    }
  }
}
