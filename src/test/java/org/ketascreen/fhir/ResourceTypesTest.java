package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceTypesTest {

  /** FHIR R4 names 148 types, two of which (Resource, DomainResource) have no instances. */
  @Test
  void knowsEveryTypeOfR4() {
    assertThat(ResourceTypes.count()).isEqualTo(146);
  }

  @Test
  void tellsWhatMayBearFromWhatCannot() {
    assertThat(ResourceTypes.use("Condition")).isEqualTo(ResourceTypes.Use.READ);
    assertThat(ResourceTypes.use("Encounter")).isEqualTo(ResourceTypes.Use.READ_IN_PART);
    assertThat(ResourceTypes.use("Flag")).isEqualTo(ResourceTypes.Use.NOT_READ);
    assertThat(ResourceTypes.use("Organization")).isEqualTo(ResourceTypes.Use.CANNOT_BEAR);
    assertThat(ResourceTypes.use("Resource")).isEqualTo(ResourceTypes.Use.UNKNOWN);
    assertThat(ResourceTypes.use("Conditions")).isEqualTo(ResourceTypes.Use.UNKNOWN);
  }

  @Test
  void knowsTheTypesThatLaterReleasesAdded() {
    assertThat(ResourceTypes.use("DeviceUsage")).isEqualTo(ResourceTypes.Use.NOT_READ);
    assertThat(ResourceTypes.use("SubscriptionTopic")).isEqualTo(ResourceTypes.Use.CANNOT_BEAR);
  }
}
