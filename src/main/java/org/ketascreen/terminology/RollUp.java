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
 * The ingredients of RxNorm concepts, by RxCUI and in the order of these numbers. Few of the
 * thousands are ever asked for, so that they are kept as numbers and not hashed: to look one up by
 * halves costs less than all of that. Immutable and thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class RollUp extends AbstractMap<String, List<String>> {

  private static final int LONGEST_RXCUI = 9;

  private final int[] concepts;

  /** Those of one concept behind those of the other, and where those of each end. */
  private final int[] ingredients;

  private final int[] ends;

  /**
   * Makes a map.
   *
   * @param concepts the RxCUIs, which must ascend from 1; not copied
   * @param ingredients those of one concept behind those of the other; not copied
   * @param ends where those of each end; not copied
   * @throws IllegalArgumentException if they do not ascend, or the ends do not, to the last of all
   */
  public RollUp(int[] concepts, int[] ingredients, int[] ends) {
    int last = 0;
    for (int concept : concepts) {
      if (concept <= last) {
        throw new IllegalArgumentException(concept + " is not in its place");
      }
      last = concept;
    }
    int end = 0;
    for (int each : ends) {
      if (each < end) {
        throw new IllegalArgumentException(each + " is before " + end);
      }
      end = each;
    }
    if (ends.length != concepts.length || end != ingredients.length) {
      throw new IllegalArgumentException("the ingredients are not those of the concepts");
    }
    this.concepts = concepts;
    this.ingredients = ingredients;
    this.ends = ends;
  }

  /** Returns a map that nobody changes, of the same content. */
  public static Map<String, List<String>> copyOf(Map<String, List<String>> map) {
    return map instanceof RollUp ? map : Map.copyOf(map);
  }

  @Override
  public @Nullable List<String> get(@Nullable Object concept) {
    int place = concept instanceof String text ? Arrays.binarySearch(concepts, number(text)) : -1;
    return place < 0 ? null : ingredients(place);
  }

  /** Returns the number that a text is, or 0 if it is none as RxCUIs are written. */
  private static int number(String text) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || number + digit == 0 || i == LONGEST_RXCUI) {
        return 0;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private List<String> ingredients(int place) {
    int begin = place == 0 ? 0 : ends[place - 1];
    String[] texts = new String[ends[place] - begin];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = Integer.toString(ingredients[begin + i]);
    }
    return List.of(texts);
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
        int place = next++;
        return Map.entry(Integer.toString(concepts[place]), ingredients(place));
      }
    };
  }
}
