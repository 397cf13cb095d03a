"""What strategy discussions and differences between practitioners say: to be read aloud."""

from typing import Any

STRATEGY_PAGES: dict[str, str] = {
    "ActionVaried": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) agreed that action 1 is now due on 4 March 2026 at midday. Leo was not at "
        "school. He is seen tomorrow at his grandmother’s."
    ),
    "ChallengeRecorded": (
        "On 2 March 2026 at midday, Ruth Okafor challenged the view that the bruises come "
        "from play: Children who play do not bruise on the inside of both arms. Answer: "
        "Agreed. The explanation is put to Dr Marsh before anything is concluded."
    ),
    "ConferenceRequestAnswered": (
        "On 2 March 2026 at midday, Colin Wray, service manager (Hertfordshire Children’s "
        "Services) answered the request in entry 21: a conference is to be convened. What the"
        " school saw this week was not known when the outcome was decided."
    ),
    "ConferenceRequested": (
        "On 2 March 2026 at midday, Ruth Okafor requested that children’s services convene a "
        "child protection conference, although it was decided in entry 18 to hold none. Leo "
        "is afraid to go home, and nothing there has changed."
    ),
    "CriminalInvestigationBasis": (
        "On 2 March 2026 at midday, Ruth Okafor set out the basis of a criminal "
        "investigation: reactive, because there is evidence to suggest a crime. The bruises "
        "and what Maya said suggest an assault by an adult at home."
    ),
    "CriminalInvestigationPlan": (
        "On 2 March 2026 at midday, Ruth Okafor agreed how the criminal investigation is "
        "conducted. Timing: Maya is interviewed on 3 March, before Craig Doyle is arrested. "
        "Methods: A visually recorded interview. Photographs by the forensic photographer. "
        "What others need to know or leave undone: Nobody asks Maya about the injuries before"
        " the interview."
    ),
    "EnquiryModeDecided": (
        "On 2 March 2026 at midday, it was decided to make the enquiry jointly: DC Tom Hill "
        "(Hertfordshire Constabulary) leads the criminal investigation, and Ruth Okafor "
        "(Hertfordshire Children’s Services) leads the section 47 enquiry and the assessment "
        "of the child’s welfare. The injuries may be an assault."
    ),
    "EscalationProgressed": (
        "On 2 March 2026 at midday, Ruth Okafor took the difference in entry 12 on to Colin "
        "Wray, service manager (Hertfordshire Children’s Services), level 2. The team manager"
        " wrote to the hospital twice and has had no answer."
    ),
    "EscalationRaised": (
        "On 2 March 2026 at midday, Ruth Okafor escalated a difference to Priya Nair, team "
        "manager (Hertfordshire Children’s Services), at level 1 under 4.5.3 Resolution of "
        "Professional Differences, including Escalations: Lister Hospital has not answered "
        "the check asked for in entry 7, although it was chased. Without the emergency "
        "attendances the pattern of injury cannot be judged."
    ),
    "EscalationResolved": (
        "On 2 March 2026 at midday, Ruth Okafor settled the difference in entry 12 at level "
        "1: what was objected to is put right. The hospital’s safeguarding lead sent the "
        "attendances within the hour."
    ),
    "ExpertAdviceReceived": (
        "On 2 March 2026 at midday, Dr Rhona Vance, designated doctor (Hertfordshire and West"
        " Essex ICB) gave the advice asked for in entry 9. Not in this pattern. The bruises "
        "are of the size and spacing of finger tips."
    ),
    "ExpertAdviceSought": (
        "On 2 March 2026 at midday, Ruth Okafor asked Dr Rhona Vance, designated doctor "
        "(Hertfordshire and West Essex ICB), a designated professional for safeguarding, for "
        "advice. Can a child of four bruise in this pattern from a fall down two steps?"
    ),
    "FamilyInformationSharing": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) decided that sharing may jeopardise a police investigation, and to "
        "withhold, until a review due on 4 March 2026, from Dawn Carter and Craig Doyle: That"
        " Maya named Craig Doyle. Reasons: Police want to speak to Craig Doyle first."
    ),
    "FurtherDiscussionHeld": (
        "On 2 March 2026 at midday, Ruth Okafor (Hertfordshire Children’s Services) held the "
        "further discussion asked for in entry 20; it did not end in agreement. We could not "
        "agree. Grace Obi will request a conference."
    ),
    "FurtherDiscussionRequested": (
        "On 2 March 2026 at midday, Ruth Okafor asked Ruth Okafor (Hertfordshire Children’s "
        "Services), the lead practitioner, for a further discussion. The school sees no "
        "change since the outcome, and Leo hides at home time."
    ),
    "HealthInformationProvided": (
        "On 2 March 2026 at midday, Ruth Okafor brought what health practitioners know of "
        "Maya Carter and Dawn Carter. On family health, Dr Anil Shah, general practitioner "
        "(Bridge Street Surgery): Maya was brought twice in January with stomach pain. On "
        "school health, Joan Pike, school nurse (Hertfordshire Community Trust): Nothing is "
        "known."
    ),
    "HealthInvestigation": (
        "On 2 March 2026 at midday, Ruth Okafor carried out a test of Maya Carter: blood "
        "count and clotting screen, with the consent in entry 14. Result: Both normal. No "
        "illness explains the bruises."
    ),
    "InvitationsConsidered": (
        "On 2 March 2026 at midday, Ruth Okafor considered who should take part in strategy "
        "discussion 1: British Transport Police is not needed, because nothing happened on or"
        " near a railway. Health: The school nurse knows both children and speaks for health."
    ),
    "LadoConsulted": (
        "On 2 March 2026 at midday, Ruth Okafor discussed the concern with Ingrid Sole, LADO "
        "(Hertfordshire Children’s Services). Advice: Leo’s parents can be told today. Neil "
        "Frame’s employer is told first."
    ),
    "LadoReferral": (
        "On 2 March 2026 at midday, Ruth Okafor referred Neil Frame, football coach (Oakfield"
        " Juniors) to the local authority designated officer. Leo says that Neil Frame took "
        "him home alone and hit him in the car."
    ),
    "NewInformationReceived": (
        "On 2 March 2026 at midday, new information about Maya Carter reached Ruth Okafor. "
        "The nursery reports a second bruise, on the left ear, seen this morning."
    ),
    "ParticipantAuthorityConfirmed": (
        "On 2 March 2026 at midday, Ruth Okafor asked for strategy discussion 1 whether Grace"
        " Obi, deputy head (Oakfield Primary School) may decide for their agency: yes. The "
        "head confirmed it by telephone."
    ),
    "ServiceInvolved": (
        "Stevenage Family Support works with Dawn Carter (early help). Contact there: Mary "
        "Ito (Stevenage Family Support)."
    ),
    "SharedEntryReviewed": (
        "On 2 March 2026 at midday, Ruth Okafor considered whether entry 9, which was "
        "recorded for several children together and has been corrected in another child’s "
        "record, needs correcting here too. It does not. The time at which Leo was collected "
        "was wrong. Maya stayed until five."
    ),
    "StrategyDiscussionDeferred": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) put strategy discussion 1 off until 3 March 2026 at 10am, because an "
        "agency cannot take part before. Maya is on the ward tonight, and the hospital can "
        "attend at ten tomorrow."
    ),
    "StrategyDiscussionNotHeld": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) decided that what is recorded in entry 6 does not call for a strategy "
        "discussion. The mark was seen by the nursery nurse last week and was known to us "
        "then."
    ),
    "StrategyPlan": (
        "Plan of strategy discussion 1: See both children today. Medical tomorrow. Meet Dawn "
        "on Wednesday. Whether there is to be an initial child protection conference is "
        "decided by 12 March 2026; a conference would be held by 23 March 2026."
    ),
    "StrategyRecordReceived": (
        "On 2 March 2026 at midday, DC Tom Hill (Hertfordshire Constabulary) acknowledged the"
        " record of the strategy discussion that was sent in entry 12."
    ),
    "StrategyTrigger": (
        "On 2 March 2026 at midday, Ruth Okafor identified a reason to consider a strategy "
        "discussion about Maya Carter: continuing exposure to domestic abuse or coercive "
        "control. Police were called to the flat on 4 and 18 February. Maya was in the room."
    ),
    "WelfareConsidered": (
        "Strategy discussion 1 considered the welfare and safety of Maya Carter. Grace Obi, "
        "deputy head (Oakfield Primary School) had spoken to the child on 2 March 2026 at "
        "9:15am. Maya said that she fell, and then that it was a secret. Two accounts of one "
        "injury, and fear of telling, point away from an accident. It concluded that Maya "
        "Carter is suffering significant harm."
    ),
}

STRATEGY_VARIANTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "somebody who is a risk moves in": (
        "StrategyTrigger",
        {
            "trigger": {
                "kind": "risky_adult",
                "person": "craig",
                "assessment": "probation, November 2025",
                "contact": "moving_in",
            }
        },
        (
            "Craig Doyle, who was assessed as presenting a risk to children (probation, "
            "November 2025), is about to move into the household."
        ),
    ),
    "a birth to be feared for": (
        "StrategyTrigger",
        {"trigger": {"kind": "unborn", "due": "2026-05-20"}},
        (
            "a child protection plan may be needed before the birth, expected 20 May 2026. "
            "Police were called to the flat on 4 and 18 February."
        ),
    ),
    "a child of the family died": (
        "StrategyTrigger",
        {
            "trigger": {
                "kind": "child_death",
                "deceased": "leo",
                "confirmed": "2026-03-01",
                "others": ["maya"],
            }
        },
        (
            "Leo Carter has died, confirmed on 1 March 2026; abuse or neglect is suspected. "
            "Other children of the household: Maya Carter."
        ),
    ),
    "a plan in the household": (
        "StrategyTrigger",
        {"trigger": {"kind": "household_plan", "child": "leo"}},
        (
            "Leo Carter of the same household has a child protection plan. Police were called"
            " to the flat on 4 and 18 February."
        ),
    ),
    "children with each other": (
        "StrategyTrigger",
        {
            "trigger": {
                "kind": "sexual_activity",
                "between": [{"child": "maya", "age": 9}, {"child": "leo", "age": 8}],
            }
        },
        (
            "there was sexual activity or sexualised behaviour between children of the "
            "household (Maya Carter, aged 9; and Leo Carter, aged 8)."
        ),
    ),
    "waiting for the designated officer": (
        "StrategyDiscussionDeferred",
        {"cause": "awaiting_lado"},
        (
            "because the designated officer (LADO) has not answered yet. Maya is on the ward "
            "tonight, and the hospital can attend at ten tomorrow."
        ),
    ),
    "a discussion that continues another": (
        "StrategyDiscussionHeld",
        {"discussion": 2, "initiating": False, "follows": 4},
        (", following that of entry 4. It ended on 2 March 2026 at 3:50pm."),
    ),
    "held without waiting for the designated officer": (
        "StrategyDiscussionConvened",
        {"without_lado": "Maya goes home at three."},
        ("The designated officer (LADO) is not waited for: Maya goes home at three."),
    ),
    "a service in another area": (
        "ServiceInvolved",
        {"elsewhere": True, "contact": None, "service": "health"},
        ("(a health service), in another authority’s area."),
    ),
    "nobody spoke to the child": (
        "WelfareConsidered",
        {"spoken": {"kind": "not_spoken_to", "why": "Maya is asleep"}, "conclusion": "not_known"},
        (
            "Nobody had spoken to the child yet: Maya is asleep. Two accounts of one injury, "
            "and fear of telling, point away from an accident."
        ),
    ),
    "the family is told": (
        "FamilyInformationSharing",
        {"decision": {"kind": "share"}, "concerns": 7},
        (
            "decided, on reviewing entry 7, to share with Dawn Carter and Craig Doyle: That "
            "Maya named Craig Doyle."
        ),
    ),
    "children's services alone": (
        "EnquiryModeDecided",
        {
            "mode": {
                "kind": "single",
                "lead": {"as": "Ruth Okafor", "role": "social_worker", "agency": "CS"},
            }
        },
        (
            "to make the enquiry by children’s services alone, led by Ruth Okafor (CS). The "
            "injuries may be an assault."
        ),
    ),
    "no investigation": (
        "CriminalInvestigationBasis",
        {"basis": "none"},
        (
            "there is none at present. The bruises and what Maya said suggest an assault by "
            "an adult at home."
        ),
    ),
    "an observation, without consent": (
        "HealthInvestigation",
        {"kind": "observation", "consent": None, "what": "Maya at play"},
        (
            "carried out an observation of Maya Carter: Maya at play. Result: Both normal. No"
            " illness explains the bruises."
        ),
    ),
    "an action with a new owner": (
        "ActionVaried",
        {
            "owner": {
                "as": "DC Tom Hill",
                "role": "police_officer",
                "agency": "Hertfordshire Constabulary",
            }
        },
        (
            "now due on 4 March 2026 at midday, and that DC Tom Hill (Hertfordshire "
            "Constabulary) is to carry it out."
        ),
    ),
    "a complaint with its reference": (
        "ParentObjection",
        {"nature": "complaint", "reference": "CMP 11"},
        (
            "complained about Maya being seen at school (reference CMP 11): “You had no right"
            " to talk to her without me there.”"
        ),
    ),
    "a decision disputed": (
        "EscalationRaised",
        {"about": {"kind": "conference_not_held", "decision": 18}, "policy": None},
        (
            "at level 1: no child protection conference is to be held (entry 18). Without the"
            " emergency attendances the pattern of injury cannot be judged."
        ),
    ),
    "a way of working disputed": (
        "EscalationRaised",
        {"about": {"kind": "way_of_working", "what": "Nobody rings back"}, "policy": None},
        (
            "at level 1: Nobody rings back. Without the emergency attendances the pattern of "
            "injury cannot be judged."
        ),
    ),
    "a difference that stays": (
        "EscalationResolved",
        {"result": "stands"},
        (
            "at level 1: it stays as it was. The hospital’s safeguarding lead sent the "
            "attendances within the hour."
        ),
    ),
    "a conference refused": (
        "ConferenceRequestAnswered",
        {"answer": "refused"},
        (
            "a conference is not to be convened. What the school saw this week was not known "
            "when the outcome was decided."
        ),
    ),
}
"""Other values: as `tests.domain.pages.VARIANTS`."""
