package org.ketascreen.fact;

import java.util.ArrayList;
import java.util.List;
import org.ketascreen.API;
import org.ketascreen.record.Planned;

/** What is to be done to the patient, of one concept. Lives for one screening. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Upcoming implements OfConcept {

  private final String concept;
  private final List<Selection.Item<Member<Planned>>> members = new ArrayList<>();
  private final Viewpoint now;

  Upcoming(String concept, Viewpoint now) {
    this.concept = concept;
    this.now = now;
  }

  void add(Member<Planned> member) {
    members.add(new Selection.Item<>(member, member.verdict()));
  }

  /** Returns the title of the value set. */
  @Override
  public String getConcept() {
    return concept;
  }

  /**
   * Returns what is due within the window from now on. What has no date may be; what was due before
   * is over.
   */
  public Selected dueWithin(int amount, String unit) {
    Window window = Window.of(amount, unit);
    return new Selected(members).where(member -> isDue(member.entry(), window));
  }

  private Verdict isDue(Planned planned, Window window) {
    Truth due = now.comesWithin(window, now.interval(planned.due()));
    return stands(planned).and(Verdict.of(due, Doubt.COARSE_DATE));
  }

  private static Verdict stands(Planned planned) {
    if (planned.status() == null) {
      return Verdict.possible(Doubt.PLAN_NOT_FIRM);
    }
    return switch (planned.status()) {
      case ACTIVE -> Verdict.HOLDS;
      case PROPOSED, ON_HOLD, UNKNOWN -> Verdict.possible(Doubt.PLAN_NOT_FIRM);
      case COMPLETED, REVOKED, ENTERED_IN_ERROR -> Verdict.FAILS;
    };
  }

  /** Plans, narrowed step by step. */
  @API(status = API.Status.INTERNAL, since = "0.1.0")
  public static final class Selected extends Selection<Member<Planned>, Selected> {

    private Selected(List<Item<Member<Planned>>> items) {
      super(items);
    }

    @Override
    Selected with(List<Item<Member<Planned>>> remaining) {
      return new Selected(remaining);
    }

    @Override
    Evidence evidence(Member<Planned> member) {
      Planned planned = member.entry();
      return member.evidence(
          null,
          Times.written(planned.due(), planned.recorded()),
          planned.status() == null ? null : planned.status().code());
    }
  }
}
