package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.Entry;

/** What an entry is called, and whether its URN leads to it, however the two are written. */
class FullUrlTest {

  @ParameterizedTest
  @CsvSource({
    "urn:uuid:c1, c1, Condition/c1",
    "urn:uuid:c1, c\\u0031, Condition/c1",
    "urn:uuid:c\\u0031, c1, Condition/c1",
    "urn:uuid:c 1, c 1, urn:uuid:c 1",
    "urn:uuid:c2, c1, Condition/c1",
    "urn:uuid:, c1, Condition/c1",
    "urn:uuic:c1, c1, Condition/c1",
    "c1, c1, Condition/c1"
  })
  void isReferredTo(String fullUrl, String id, String reference) {
    assertThat(FhirReader.r4().read(bundle(fullUrl, id)).entries())
        .extracting(Entry::reference)
        .containsExactly(reference);
  }

  @ParameterizedTest
  @CsvSource({
    "urn:uuid:c1, c1, 1",
    "urn:uuid:c1, c\\u0031, 1",
    "urn:uuid:c 1, c 1, 2",
    "urn:uuid:c2, c2, 2",
    "http://s/Condition/c1, c1, 1"
  })
  void isFoundByItsUrn(String fullUrl, String id, int entries) {
    String encounter =
        """
        ,{"resource":{"resourceType":"Encounter","id":"e","diagnosis":[{"condition":
        {"reference":"urn:uuid:c1","display":"asthma"}}]}}]}""";
    String bundle = bundle(fullUrl, id).replace("]}", "") + encounter;

    assertThat(FhirReader.r4().read(bundle).entries()).hasSize(entries);
  }

  private static String bundle(String fullUrl, String id) {
    return """
        {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"%s","resource":
        {"resourceType":"Condition","id":"%s","code":{"text":"asthma"}}}]}"""
        .formatted(fullUrl, id);
  }
}
