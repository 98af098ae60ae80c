package org.ketascreen;

import java.util.List;

/**
 * Text in lines of at most 80 columns, broken between words. A word that is longer than a line is
 * broken where the line ends. What comes from a record cannot break the layout, move a terminal's
 * cursor or turn the direction of writing: it keeps its words and nothing else. Not thread-safe:
 * lives for one text.
 */
final class Page {

  static final int WIDTH = 80;

  /** Deeper than this nothing is indented, so that there is always room for words. */
  private static final int DEEPEST = 40;

  private final StringBuilder text = new StringBuilder();

  /** Leaves a line empty. */
  Page blank() {
    text.append('\n');
    return this;
  }

  /** Adds a paragraph. */
  Page line(String words) {
    return line(0, "", words);
  }

  /**
   * Adds a paragraph whose first line begins with a mark and whose other lines are indented by as
   * much.
   *
   * @param indent how many columns all of it is indented
   * @param mark what it begins with, in ASCII
   * @param words what it says
   */
  Page line(int indent, String mark, String words) {
    int margin = Math.min(indent, DEEPEST);
    Paragraph paragraph = new Paragraph(" ".repeat(margin) + mark);
    List.of(clean(words).split(" ")).forEach(paragraph::add);
    text.append(paragraph.end()).append('\n');
    return this;
  }

  /** Returns the whole. */
  @Override
  public String toString() {
    return text.toString();
  }

  private static String clean(String words) {
    StringBuilder clean = new StringBuilder();
    words.codePoints().forEach(each -> appendClean(clean, each));
    return clean.toString().strip().replaceAll(" {2,}", " ");
  }

  private static void appendClean(StringBuilder clean, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          clean.append(' ');
      case Character.FORMAT -> {}
      case Character.SURROGATE -> clean.append('?');
      default -> clean.appendCodePoint(codePoint);
    }
  }

  /** Lines of one paragraph. */
  private static final class Paragraph {

    private final StringBuilder lines;
    private final String hanging;
    private int column;
    private boolean lineHasWords;

    Paragraph(String start) {
      lines = new StringBuilder(start);
      column = start.length();
      hanging = " ".repeat(column);
    }

    void add(String word) {
      int columns = word.codePoints().map(Paragraph::columns).sum();
      if (lineHasWords && column + 1 + columns > WIDTH) {
        newLine();
      } else if (lineHasWords) {
        lines.append(' ');
        column++;
      }
      word.codePoints().forEach(this::append);
    }

    private void append(int codePoint) {
      if (column + columns(codePoint) > WIDTH) {
        newLine();
      }
      lines.appendCodePoint(codePoint);
      column += columns(codePoint);
      lineHasWords = true;
    }

    private void newLine() {
      lines.append('\n').append(hanging);
      column = hanging.length();
      lineHasWords = false;
    }

    /** How many columns a terminal may give it at most; two for East Asian writing and pictures. */
    private static int columns(int codePoint) {
      boolean mayBeWide = codePoint >= 0x2300 || (codePoint >= 0x1100 && codePoint <= 0x115F);
      return mayBeWide ? 2 : 1;
    }

    String end() {
      return lines.toString().stripTrailing();
    }
  }
}
