package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An input twice as large as all the memory there is, as 500 MB are to a heap of 256 MB; smaller,
 * so that it is quick. {@code -Dketascreen.large=500 -Dketascreen.large.heap=256m} is the full
 * size.
 */
class LargeInputTest {

  private static final int MEGABYTES = Integer.getInteger("ketascreen.large", 64);
  private static final String HEAP = System.getProperty("ketascreen.large.heap", "32m");
  private static final Pattern OUTPUT =
      Pattern.compile("(\\d+) MiB, (\\d+) entries, (\\d+) accounted for\\s*");

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "lines"})
  void isReadInLessMemoryThanItHas(String form) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LargeInput.class.getName(),
                form,
                String.valueOf(MEGABYTES))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    Matcher matcher = OUTPUT.matcher(output);
    assertThat(matcher.matches()).as(output).isTrue();
    assertThat(Integer.parseInt(matcher.group(1))).isGreaterThanOrEqualTo(MEGABYTES);
    assertThat(matcher.group(3)).isEqualTo(matcher.group(2));
  }
}
