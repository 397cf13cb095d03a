"""What the events about child, parents, family and feedback say, to the letter."""

from typing import Any

FAMILY_PAGES: dict[str, str] = {
    "AccessPlan": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) and DC Tom Hill (Hertfordshire Constabulary) agreed in strategy discussion "
        "2 how to find and see Leo Carter. Police go to the grandmother’s address tonight. The "
        "school rings all friends."
    ),
    "AccessRefused": (
        "On 2 March 2026 at midday, Craig Doyle refused access to Maya Carter at the door of "
        "the Carters’ flat. Craig opened the door on the chain and closed it again. “You’re "
        "not coming in and she’s not coming out.”"
    ),
    "ChildConversation": (
        "On 2 March 2026 at midday, Ruth Okafor spoke with Maya Carter, until 2 March 2026 at "
        "4:10pm. Asked: “Tell me about your arms.” Answered: “Craig grabbed me.” Asked: “What "
        "happened then?” Answered: “I went and sat with Leo.” How distress was kept small: "
        "Maya chose the room and the seat, and knew that she could stop at any time."
    ),
    "ChildInformed": (
        "On 2 March 2026 at midday, Ruth Okafor considered what Maya Carter should know of "
        "what is being discussed. Maya Carter was told: Several people will meet and talk "
        "about how to keep Maya and Leo safe."
    ),
    "ContactWithoutKnowledge": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) and DC Tom Hill (Hertfordshire Constabulary) decided for a joint enquiry "
        "that Maya Carter may be spoken to without the knowledge of parents or carers. Maya "
        "was told to say nothing. A call home could put more pressure on her."
    ),
    "CourtPermission": (
        "On 2 March 2026 at midday, about the court’s permission to see Maya Carter: Naomi "
        "Frost, solicitor (Hertfordshire Legal Services) advised that it is not needed. The "
        "order in force does not restrict a visit by a social worker."
    ),
    "DeferralReviewed": (
        "On 2 March 2026 at midday, Ruth Okafor reviewed the decision about Craig Doyle in "
        "entry 9. It ends now. Craig was arrested this morning and knows of the enquiry."
    ),
    "ExplanationWithheld": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) decided not to explain the enquiry to Craig Doyle for now, because to do so "
        "would significantly negatively impact the safety and welfare of the child. Craig has "
        "a key to the flat and has said what he would do. The review is due on 6 March 2026."
    ),
    "FamilyCapacityAssessed": (
        "On 2 March 2026 at midday, Ruth Okafor assessed whether Dawn Carter can keep Maya "
        "Carter safe. Evidence: Dawn kept to the agreement for two weeks and rang when Craig "
        "came back. Conclusion: Dawn can keep Maya safe while Craig lives elsewhere and she "
        "has support."
    ),
    "FamilyNetworkEngaged": (
        "On 2 March 2026 at midday, Ruth Okafor brought in Dawn Carter and Craig Doyle at a "
        "meeting. Both will come when Dawn’s sister can, and will say who can have the "
        "children."
    ),
    "FamilySupportViews": (
        "On 2 March 2026 at midday, Dawn Carter told Ruth Okafor what support would help to "
        "reduce harm: “If I could swap to days I’d be there at bedtime. I need someone to ask "
        "my boss.” Earlier dealings with services: A worker left without a word two years ago, "
        "and Dawn expects the same now."
    ),
    "Feedback": (
        "On 2 March 2026 at midday, Ruth Okafor considered feedback to Maya Carter on the "
        "outcome in entry 24. Maya Carter was told the outcome in person, in a form made for a "
        "child, in English. What was said: The grown-ups have made a list of what has to "
        "change at home."
    ),
    "FeedbackAgreed": (
        "On 2 March 2026 at midday, DC Tom Hill (Hertfordshire Constabulary) agreed what Dawn "
        "Carter and Maya Carter may be told while the criminal investigation is under way: The "
        "outcome and the date of the conference; nothing of what others have said."
    ),
    "FurtherHelpOffered": (
        "On 2 March 2026 at midday, Ruth Okafor told Dawn Carter and Maya Carter that further "
        "help is there if it is needed. Ruth’s number, the family centre on Tuesdays, and the "
        "school nurse."
    ),
    "HelpWanted": (
        "On 2 March 2026 at midday, Ruth Okafor asked Maya Carter what should happen and what "
        "would help, at home. The wish: “Craig goes back to his own house.” What would help: "
        "“If nan came for tea more. Mum laughs then.”"
    ),
    "HouseholdChildSpokenTo": (
        "On 2 March 2026 at midday, Ruth Okafor spoke directly with Leo Carter, who lives in "
        "the household or regularly visits it, at Oakfield Primary School. Leo plays in his "
        "room when there is shouting. Nobody has hurt him. Safety of Leo Carter: No sign of "
        "injury or fear. Leo stays with his grandmother this week."
    ),
    "InformationTimingDecided": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) decided when Dawn Carter is given information: after Maya has been seen at "
        "school. What the child needs, and the child’s safety: Maya should first be able to "
        "speak without having been told what to say."
    ),
    "InspectorateInformed": (
        "On 2 March 2026 at midday, Ruth Okafor informed Ofsted by letter about Leo Carter, "
        "who lives at Larch House children’s home. What it was told: The outcome of the "
        "enquiry, and what it found about the care of one evening."
    ),
    "InteractionObserved": (
        "On 2 March 2026 at midday, Ruth Okafor observed Maya Carter together with Dawn Carter "
        "at the Carters’ flat. Maya sat by the door. When Dawn spoke to her, she answered and "
        "did not look."
    ),
    "InterpreterProvided": (
        "On 2 March 2026 at midday, Ruth Okafor provided Ewa Nowak (Hertfordshire Interpreting "
        "Service) to interpret Polish for Dawn Carter."
    ),
    "InvolvementDeferred": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) decided that Craig Doyle is not to be involved for now, because that would "
        "jeopardise a police investigation. Police want to arrest Craig before he hears of the "
        "enquiry. The review is due on 6 March 2026."
    ),
    "NonResidentInvolvement": (
        "On 2 March 2026 at midday, Ruth Okafor arranged how Craig Doyle, who lives elsewhere, "
        "takes part in the assessment. A video call on Thursdays, and a visit to his flat next "
        "week. Contact with the child: Every second weekend until now; none while the enquiry "
        "is under way."
    ),
    "OutcomeShared": (
        "On 2 March 2026 at midday, Ruth Okafor gave Grace Obi, deputy head (Oakfield Primary "
        "School) the outcome in entry 24. What it means for the child: Maya is safer at home "
        "than in March and still needs to be asked how she is."
    ),
    "ParentInterviewed": (
        "On 2 March 2026 at midday, Ruth Okafor interviewed Dawn Carter at the Family Centre, "
        "alone. Dawn Carter said: “He shouts, but he has never touched them. She bruises "
        "easily.” Wider social and environmental factors: Dawn works nights and relies on "
        "Craig for child care. The rent is in arrears. Beyond the family: Nothing is known of "
        "harm outside the home."
    ),
    "ParentalPermission": (
        "On 2 March 2026 at midday, Ruth Okafor asked Dawn Carter, who has parental "
        "responsibility, by telephone for permission to see Maya Carter. Dawn Carter gave "
        "permission. “If you have to. But be nice to her.”"
    ),
    "PracticeAttested": (
        "On 2 March 2026 at midday, Ruth Okafor attested that the work with Dawn Carter kept "
        "to the principles of chapter 1 of Working Together to Safeguard Children. Maya’s "
        "needs came first in every step, and her whole family was asked and heard."
    ),
    "ReferrerTold": (
        "On 2 March 2026 at midday, Ruth Okafor told the referrer of entry 4 by telephone: The "
        "report was looked into, and the children are getting help. Kept back for the child’s "
        "sake: What the children said, and what was found about the adults."
    ),
    "RightsExplained": (
        "On 2 March 2026 at midday, Ruth Okafor told Craig Doyle by letter about their rights "
        "as parents or carers, the right to bring an advocate whom they trust and the right to "
        "legal advice. Given in writing: the leaflet for parents and a list of solicitors."
    ),
    "SpecialistSupport": (
        "On 2 March 2026 at midday, Ruth Okafor considered specialist help for Leo Carter "
        "because of a disability or neurodivergence: Nadia Khan, speech and language therapist "
        "(Hertfordshire Community Health) helps, beginning on 3 March 2026 at 9am. Support "
        "through the enquiry: Leo’s teaching assistant stays near, and he may leave the room "
        "at any time."
    ),
    "ThresholdExplained": (
        "On 2 March 2026 at midday, Ruth Okafor explained to Dawn Carter what it means that "
        "the threshold for section 47 enquiries was reached, for the enquiry, a conference and "
        "a plan, and that it may lead to pre-proceedings. A conference decides whether there "
        "is a plan; Dawn is invited and heard. How it was understood: Dawn said in her own "
        "words that the plan is a list of what must change."
    ),
    "WishesAndFeelings": (
        "On 2 March 2026 at midday, Ruth Okafor learned about Maya Carter in conversation. "
        "Wishes and feelings: “I want it to be quiet at night.” Understanding of the "
        "situation: “You came because of my arms.” Relationships and circumstances: “I tell "
        "Leo everything. Not mum, not now.” Experiences and dealings with others, in the "
        "family and beyond it: shown without words: Maya drew the flat and put herself and Leo "
        "outside the door."
    ),
}
FAMILY_VARIANTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "a child who is not told": (
        "ChildInformed",
        {"result": {"kind": "not_told", "reason": "Maya asked not to hear it today"}},
        (
            "On 2 March 2026 at midday, Ruth Okafor considered what Maya Carter should know of "
            "what is being discussed. Maya Carter was not told, because Maya asked not to hear "
            "it today."
        ),
    ),
    "what a child did not tell": (
        "HelpWanted",
        {
            "setting": "beyond_home",
            "wish": {"kind": "not_learned", "reason": "she shrugged"},
            "would_help": {"kind": "showed", "shown": "She drew a bus with nobody else on it."},
        },
        (
            "On 2 March 2026 at midday, Ruth Okafor asked Maya Carter what should happen and "
            "what would help, beyond the home. The wish: not learned, because she shrugged. What "
            "would help: shown without words: She drew a bus with nobody else on it."
        ),
    ),
    "seen against a refusal": (
        "ChildSeen",
        {
            "permission": {
                "kind": "refused",
                "person": "dawn",
                "reason": "the strategy discussion had decided so",
            }
        },
        (
            "Dawn Carter had refused permission; the child was seen all the same, because the "
            "strategy discussion had decided so."
        ),
    ),
    "permission that nobody gave": (
        "ParentalPermission",
        {"responsible": False, "answer": "no_answer", "words": None},
        (
            "On 2 March 2026 at midday, Ruth Okafor asked Dawn Carter, who does not have "
            "parental responsibility, by telephone for permission to see Maya Carter. Dawn "
            "Carter could not be reached, or did not answer."
        ),
    ),
    "no leave from the court": (
        "CourtPermission",
        {
            "step": {
                "kind": "decided",
                "court": "the Family Court at Watford",
                "case_number": "WD 25 P 0913",
                "granted": False,
                "order": "Only the court’s own officer may see Maya.",
            }
        },
        (
            "On 2 March 2026 at midday, about the court’s permission to see Maya Carter: the "
            "Family Court at Watford (case WD 25 P 0913) refused it. Only the court’s own "
            "officer may see Maya."
        ),
    ),
    "a further review": (
        "DeferralReviewed",
        {"review": "2026-03-10", "reasons": "The police have asked for two more days."},
        (
            "On 2 March 2026 at midday, Ruth Okafor reviewed the decision about Craig Doyle in "
            "entry 9. It goes on, and the next review is due on 10 March 2026. The police have "
            "asked for two more days."
        ),
    ),
    "nobody brought in": (
        "SpecialistSupport",
        {
            "need": "culture",
            "help": {"kind": "not_arranged", "reason": "Maya wants nobody else there"},
        },
        (
            "On 2 March 2026 at midday, Ruth Okafor considered specialist help for Leo Carter "
            "because of an ethnic, faith or cultural background that the interviewers do not "
            "know well: nobody was brought in, because Maya wants nobody else there. Support "
            "through the enquiry: Leo’s teaching assistant stays near, and he may leave the room "
            "at any time."
        ),
    ),
    "feedback through an interpreter": (
        "Feedback",
        {
            "person": "dawn",
            "feedback": {
                "kind": "told",
                "way": "video",
                "form": "own_words",
                "language": "Polish",
                "interpreter": {
                    "as": "Ewa Nowak",
                    "role": "other",
                    "agency": "Hertfordshire Interpreting Service",
                },
                "told": "There will be a plan.",
            },
        },
        (
            "On 2 March 2026 at midday, Ruth Okafor considered feedback to Dawn Carter on the "
            "outcome in entry 24. Dawn Carter was told the outcome in a video call, in everyday "
            "words, in Polish, through Ewa Nowak (Hertfordshire Interpreting Service). What was "
            "said: There will be a plan."
        ),
    ),
    "no feedback": (
        "Feedback",
        {"feedback": {"kind": "not_told", "reason": "Maya is two."}},
        (
            "On 2 March 2026 at midday, Ruth Okafor considered feedback to Maya Carter on the "
            "outcome in entry 24. Maya Carter was not told the outcome. Maya is two."
        ),
    ),
    "lives elsewhere": (
        "PersonFact",
        {"person": "leo", "fact": {"kind": "household", "household": "lives_elsewhere"}},
        ("Leo Carter does not live in the household."),
    ),
    "an inspected home": (
        "PersonFact",
        {
            "person": "leo",
            "fact": {"kind": "residential", "establishment": "Larch House", "inspected": True},
        },
        (
            "Leo Carter lives at Larch House, a residential establishment that is subject to "
            "inspection."
        ),
    ),
}
"""Other values: as `tests.domain.pages.VARIANTS`."""
