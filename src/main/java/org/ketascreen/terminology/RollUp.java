package org.ketascreen.terminology;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;

/**
 * The ingredients of RxNorm concepts, by RxCUI and in the order of these texts. Few of the
 * thousands are ever asked for, so that they are not hashed: to look one up by halves costs less
 * than all of that. Immutable and thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class RollUp extends AbstractMap<String, List<String>> {

  private final String[] concepts;
  private final List<List<String>> ingredients;

  /**
   * Makes a map.
   *
   * @param concepts the RxCUIs, which must ascend; not copied
   * @param ingredients those of each, immutable; not copied
   * @throws IllegalArgumentException if they do not ascend
   */
  public RollUp(String[] concepts, List<List<String>> ingredients) {
    for (int i = 1; i < concepts.length; i++) {
      if (concepts[i - 1].compareTo(concepts[i]) >= 0) {
        throw new IllegalArgumentException(concepts[i] + " is not in its place");
      }
    }
    this.concepts = concepts;
    this.ingredients = ingredients;
  }

  /** Returns a map that nobody changes, of the same content. */
  public static Map<String, List<String>> copyOf(Map<String, List<String>> map) {
    return map instanceof RollUp ? map : Map.copyOf(map);
  }

  @Override
  public @Nullable List<String> get(@Nullable Object concept) {
    int place = concept instanceof String text ? Arrays.binarySearch(concepts, text) : -1;
    return place < 0 ? null : ingredients.get(place);
  }

  @Override
  public boolean containsKey(@Nullable Object concept) {
    return get(concept) != null;
  }

  @Override
  public int size() {
    return concepts.length;
  }

  @Override
  public Set<Map.Entry<String, List<String>>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, List<String>>> iterator() {
        return entries();
      }

      @Override
      public int size() {
        return concepts.length;
      }
    };
  }

  private Iterator<Map.Entry<String, List<String>>> entries() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < concepts.length;
      }

      @Override
      public Map.Entry<String, List<String>> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Map.Entry<String, List<String>> entry = Map.entry(concepts[next], ingredients.get(next));
        next++;
        return entry;
      }
    };
  }
}
