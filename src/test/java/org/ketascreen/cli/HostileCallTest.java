package org.ketascreen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ketascreen.cli.CommandLine.Result;

/** Whatever stands in the file: a report, or one line that repeats nothing of it. */
class HostileCallTest {

  private static final String CANARY = "Zyxqual Canarius";

  private static final String RECORD =
      "{\"resourceType\":\"Bundle\",\"type\":\"@\",\"entry\":[{\"fullUrl\":\"@\",\"resource\":{\"resourceType\":\"Patient\","
          + "\"id\":\"@\",\"gender\":\"@\",\"birthDate\":\"@\"}},{\"resource\":{\"resourceType\":\"Condition\",\"code\":"
          + "{\"text\":\"@\"},\"onsetDateTime\":\"@\",\"subject\":{\"reference\":\"@\"}}}]}";

  @Property(tries = 20)
  void givesAReportOrOneLine(@ForAll Random random) {
    byte[] input = RECORD.replace("@", CANARY).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i > 0; i--) {
      input[random.nextInt(input.length)] = (byte) "{}[]\",: 0\0".charAt(random.nextInt(10));
    }

    Result result =
        new CommandLine()
            .reading(new ByteArrayInputStream(input))
            .call("screen", "-", "--agent", "esketamine", "--route", "intranasal");

    if (result.status() == 2) {
      assertThat(result.out()).isEmpty();
      assertThat(result.err())
          .matches("ketascreen: [^\\p{Cntrl}]+\n")
          .doesNotContain(CANARY, "Exception", "\tat ");
    } else {
      assertThat(result.status()).isZero();
      assertThat(result.out()).isNotBlank();
      assertThat(result.err()).isEmpty();
    }
  }
}
