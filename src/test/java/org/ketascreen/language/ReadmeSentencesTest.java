package org.ketascreen.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README lists every sentence and qualifier. */
class ReadmeSentencesTest {

  @Test
  void hasEverySentenceAndQualifier() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    for (Form<?> form : Forms.ALL) {
      String sentence = form.template().toString();
      assertThat(readme).contains(sentence);
      form.qualifiers().forEach(each -> assertThat(readme).contains("- " + each.template()));
    }
  }
}
