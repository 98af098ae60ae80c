package org.ketascreen.testkit.mutation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ketascreen.rulebase.Line;

/** Where the sentences, qualifiers and groups of a rule stand among its lines. */
final class Outline {

  private static final Pattern OPENING = Pattern.compile("any of|all of|at least ([0-9]+) of");

  private Outline() {}

  /**
   * Lines that belong together.
   *
   * @param first the place of the first
   * @param end the place behind the last
   * @param members of a group how many sentences and groups stand directly in it; 0 otherwise
   */
  record Part(int first, int end, int members) {

    boolean isGroup() {
      return members > 0;
    }

    /** Returns the lines without these. */
    List<Line> without(List<Line> lines) {
      List<Line> rest = new ArrayList<>(lines.subList(0, first));
      rest.addAll(lines.subList(end, lines.size()));
      return rest;
    }
  }

  /** Whether a line opens a group. */
  static boolean opens(Line line) {
    return OPENING.matcher(line.text()).matches();
  }

  /** Whether a line narrows the sentence before it. */
  static boolean qualifies(Line line) {
    return line.text().startsWith("-");
  }

  /** Whether a line is a sentence, without those that narrow it. */
  static boolean says(Line line) {
    return !opens(line) && !qualifies(line) && !line.text().equals("end");
  }

  /** Returns how many of so many lines must hold after an opening. */
  static int least(String opening, int members) {
    Matcher matcher = OPENING.matcher(opening);
    String count = matcher.matches() ? matcher.group(1) : null;
    if (count != null) {
      return Integer.parseInt(count);
    }
    return opening.equals("any of") ? 1 : members;
  }

  /** Returns the words that open a group of which so many must hold. */
  static String opening(int least, int members) {
    if (least == members) {
      return "all of";
    }
    return least == 1 ? "any of" : "at least " + least + " of";
  }

  /**
   * Returns every sentence with its qualifiers, every qualifier, and every group with its lines.
   */
  static List<Part> parts(List<Line> lines) {
    List<Part> parts = new ArrayList<>();
    Deque<int[]> open = new ArrayDeque<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (opens(line)) {
        count(open);
        open.push(new int[] {i, 0});
      } else if (says(line)) {
        count(open);
        parts.add(new Part(i, behindQualifiers(lines, i + 1), 0));
      } else if (qualifies(line)) {
        parts.add(new Part(i, i + 1, 0));
      } else {
        int[] group = open.pop();
        parts.add(new Part(group[0], i + 1, group[1]));
      }
    }
    return parts;
  }

  /** Returns how many sentences and groups stand in no group. */
  static int members(List<Line> lines) {
    int members = 0;
    int depth = 0;
    for (Line line : lines) {
      if (depth == 0 && (opens(line) || says(line))) {
        members++;
      }
      depth += opens(line) ? 1 : line.text().equals("end") ? -1 : 0;
    }
    return members;
  }

  private static void count(Deque<int[]> open) {
    int[] around = open.peek();
    if (around != null) {
      around[1]++;
    }
  }

  private static int behindQualifiers(List<Line> lines, int from) {
    int end = from;
    while (end < lines.size() && qualifies(lines.get(end))) {
      end++;
    }
    return end;
  }
}
