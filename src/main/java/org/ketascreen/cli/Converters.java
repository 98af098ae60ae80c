package org.ketascreen.cli;

import java.util.regex.Pattern;
import org.ketascreen.fact.Units;
import org.ketascreen.json.RequestReader;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.testkit.mutation.Operator;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads values of options. */
final class Converters {

  private static final Pattern DOSE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})? +\\S{1,20}");

  private Converters() {}

  /** Teaches a command line the words of this library. */
  static CommandLine register(CommandLine commands) {
    return commands
        .registerConverter(Agent.class, text -> choice(Agent.class, text))
        .registerConverter(Route.class, text -> choice(Route.class, text))
        .registerConverter(Stage.class, text -> choice(Stage.class, text))
        .registerConverter(Severity.class, text -> choice(Severity.class, text))
        .registerConverter(Format.class, text -> choice(Format.class, text))
        .registerConverter(Operator.class, text -> choice(Operator.class, text))
        .registerConverter(
            TestCommand.Written.class, text -> choice(TestCommand.Written.class, text))
        .registerConverter(
            SchemaCommand.Contract.class, text -> choice(SchemaCommand.Contract.class, text))
        .registerConverter(DiffCommand.Form.class, text -> choice(DiffCommand.Form.class, text))
        .registerConverter(RecordedTime.class, Converters::time)
        .registerConverter(SectionAssertion.class, Converters::assertion)
        .registerConverter(AsOf.class, Converters::asOf)
        .registerConverter(Quantity.class, Converters::dose);
  }

  private static <E extends Enum<E> & FhirCode> E choice(Class<E> type, String text) {
    try {
      return FhirCode.parse(type, text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static SectionAssertion assertion(String text) {
    String[] parts = text.split("=", 2);
    if (parts.length < 2) {
      throw new TypeConversionException("write SECTION=WHAT, as in medications=none-known");
    }
    return new SectionAssertion(
        choice(Section.class, parts[0]), choice(AssertionStatus.class, parts[1]));
  }

  private static AsOf asOf(String text) {
    try {
      return AsOf.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static RecordedTime time(String text) {
    try {
      return RecordedTime.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static Quantity dose(String text) {
    if (!DOSE.matcher(text).matches()) {
      throw new TypeConversionException("write a number, a blank and a unit, as in \"56 mg\"");
    }
    Quantity dose = Quantity.parse(text);
    if (!Units.areComparable(dose.unit(), "mg")) {
      throw new TypeConversionException(
          "the unit must be a UCUM unit of mass, as in \"56 mg\" (microgram is ug); give the whole"
              + " dose, not that per kg");
    }
    if (dose.value().signum() == 0) {
      throw new TypeConversionException("the dose must be above 0");
    }
    return dose;
  }

  /** Over how long a dose is given. */
  static final class Duration implements ITypeConverter<Quantity> {
    @Override
    public Quantity convert(String text) {
      try {
        Quantity duration = Quantity.parse(text);
        Treatment.builder(Agent.KETAMINE, Route.INTRAVENOUS).duration(duration).build();
        return duration;
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "write a number above 0, a blank and s, min or h, as in \"40 min\"");
      }
    }
  }

  /** Which session of a course it is. */
  static final class Session implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[1-9][0-9]{0,3}")) {
        throw new TypeConversionException("write the number of the session, from 1");
      }
      return Integer.valueOf(text);
    }
  }

  /** What a treatment is for: words, or a code behind its system's URI. */
  static final class Indication implements ITypeConverter<CodeableConcept> {
    @Override
    public CodeableConcept convert(String text) {
      try {
        return RequestReader.concept(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** An option's value that needs no more than a check. */
  static final class Jurisdiction implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!text.matches("[a-z]{2}|any")) {
        throw new TypeConversionException("write two lower-case letters, as in us, or any");
      }
      return text;
    }
  }
}
