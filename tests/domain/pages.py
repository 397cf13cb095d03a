"""What every event says: pages to be read aloud, and compared to the letter."""

from typing import Any

from tests.domain.pages_conclusion import CONCLUSION_PAGES, CONCLUSION_VARIANTS
from tests.domain.pages_family import FAMILY_PAGES, FAMILY_VARIANTS
from tests.domain.pages_medical import MEDICAL_PAGES
from tests.domain.pages_referral import REFERRAL_PAGES, REFERRAL_VARIANTS
from tests.domain.pages_strategy import STRATEGY_PAGES, STRATEGY_VARIANTS
from tests.scenario import professional

EXAMPLES: dict[str, str] = {
    **CONCLUSION_PAGES,
    **FAMILY_PAGES,
    **STRATEGY_PAGES,
    **MEDICAL_PAGES,
    **REFERRAL_PAGES,
    "ActionCompleted": (
        "On 2 March 2026 at midday, Ruth Okafor completed action 1. Both children were seen "
        "at school."
    ),
    "AgencyCheckChased": (
        "On 2 March 2026 at midday, Ruth Okafor chased the check asked for in entry 7 by "
        "telephone. The safeguarding nurse will call back."
    ),
    "AgencyCheckReceived": (
        "On 2 March 2026 at midday, Joan Pike, safeguarding nurse (Lister Hospital) answered "
        "the check asked for in entry 7. Maya was seen with a cut lip on 4 November 2025."
    ),
    "AgencyCheckRequested": (
        "On 2 March 2026 at midday, Ruth Okafor asked Lister Hospital, under section 27 of "
        "the Children Act 1989, for information about Maya Carter and Leo Carter, due on 5 "
        "March 2026. Attendances at the emergency department since January 2024."
    ),
    "AssessmentCompleted": (
        "On 2 March 2026 at midday, Ruth Okafor completed the assessment of Maya Carter. Dawn"
        " Carter can keep the children safe with support. Next steps: The child protection "
        "plan continues."
    ),
    "ChildLocated": (
        "On 2 March 2026 at midday, Leo Carter was found at his grandmother’s flat by Ruth "
        "Okafor. Leo had walked there by himself. He was well."
    ),
    "ChildSeen": (
        "On 2 March 2026 at midday, Ruth Okafor saw Maya Carter at Oakfield Primary School, "
        "alone. Dawn Carter had given permission. Asked: Can you tell me about your arms? "
        "Maya Carter said: “Craig grabbed me cos I was loud. It hurt. I want mum to tell him "
        "to go.” Maya held her sleeves down while she spoke."
    ),
    "CompetenceAssessed": (
        "On 2 March 2026 at midday, Dr Helen Marsh (Lister Hospital) assessed whether Maya "
        "Carter can decide about a physical examination, and found that Maya Carter can. Maya"
        " could say what would happen, why, and what would follow if she said no."
    ),
    "ConferenceHeld": (
        "On 2 March 2026 at midday, the initial child protection conference about Maya Carter"
        " was held, chaired by Martin Bell (Hertfordshire Children’s Services). It decided "
        "that a child protection plan is needed because of physical abuse. The harm is likely"
        " to happen again while Mr Doyle lives in the home."
    ),
    "ConferencePlanned": (
        "On 2 March 2026 at midday, Ruth Okafor arranged an initial child protection "
        "conference about Maya Carter for 19 March 2026 at 10am, at County Hall, Hertford, to"
        " be chaired by Martin Bell (Hertfordshire Children’s Services)."
    ),
    "ConferenceReportShared": (
        "On 2 March 2026 at midday, Ruth Okafor shared the conference report about Maya "
        "Carter with Dawn Carter in person."
    ),
    "Countersignature": (
        "Ruth Okafor countersigned entry 12. Comment: I have read the whole record."
    ),
    "DelayExplained": (
        "Ruth Okafor explained the delay under SEE-01 for Leo Carter. Leo was with his father"
        " in Norwich, and the road was closed by snow."
    ),
    "DocumentDeposited": (
        "On 2 March 2026 at midday, Ruth Okafor deposited a photograph: the bruise on Maya’s "
        "left forearm, taken at school. Its digest is ddddddddddddddddddddddddddddddddddddddddddA."
        " It belongs to these entries: 4."
    ),
    "EmergencyAction": (
        "On 2 March 2026 at midday, Maya Carter was taken into police protection by PC 1182 "
        "Sam Reid (Hertfordshire Constabulary) and brought to Lister Hospital. Maya was alone"
        " in the flat at night, and no adult could be found."
    ),
    "EmergencyTreatment": (
        "On 2 March 2026 at midday, Dr Ben Stone (Lister Hospital) gave Maya Carter emergency"
        " treatment without consent: Surgery to stop bleeding in the abdomen. It was needed "
        "to save life or limb: Blood pressure was falling, and no parent could be reached."
    ),
    "EnquiryExplained": (
        "On 2 March 2026 at midday, Ruth Okafor explained to Dawn Carter in person what the "
        "enquiry is for, how it is made and how it may end. Dawn Carter was told about the "
        "right to bring an advocate whom they trust and the right to legal advice. Dawn asked"
        " whether Maya would be taken away. Nothing of the sort is decided."
    ),
    "HarmSuspected": (
        "On 2 March 2026 at midday, Ruth Okafor had reasonable cause to suspect that Maya "
        "Carter was suffering significant harm: physical abuse. The bruises are on the inside"
        " of both arms. A fall does not explain them."
    ),
    "LegalHold": (
        "Ruth Okafor placed a legal hold on this record, because of care proceedings in the "
        "family court at Watford."
    ),
    "MedicalConducted": (
        "On 2 March 2026 at midday, Dr Helen Marsh (Lister Hospital) examined Maya Carter at "
        "Lister Hospital (a physical examination and photographs). It ended on 3 March 2026 "
        "at 2:50pm. Also present: Dawn Carter."
    ),
    "MedicalConsent": (
        "On 2 March 2026 at midday, Dawn Carter, who has parental responsibility and the "
        "capacity to decide, gave consent by word of mouth to a physical examination and "
        "photographs for Maya Carter. In their own words: “Yes, have a look at her, but I "
        "want to be in the room.”"
    ),
    "MedicalReport": (
        "Report of Dr Helen Marsh (Lister Hospital) on the examination of Maya Carter (entry "
        "15). It follows the RCPCH Child Protection Service Delivery Standards, 2020. Accounts, "
        "word for word. Maya Carter: “Craig grabbed me.” Dawn Carter: “She fell off the "
        "trampoline.” Where they differ: Dawn Carter first spoke of the stairs. "
        "Findings: Four oval bruises on each upper arm. Marks and injuries: inside of the "
        "left upper arm, 1.5 cm by 1 cm, oval. Opinion: The pattern is that of a grip. A fall"
        " does not explain it. The examination ended on 3 March 2026 at 2:50pm."
    ),
    "ObjectionResponse": (
        "On 2 March 2026 at midday, in answer to entry 11, Ruth Okafor told Dawn Carter by "
        "letter: Maya was seen at school because you had given permission that morning."
    ),
    "OfflineNote": (
        "Ruth Okafor recorded here a note signed earlier, away from the ledger, which says "
        "that it was written on 1 March 2026 at 11:40pm. The note reads: Maya came to the door "
        "by herself. Dawn was asleep on the sofa."
    ),
    "OutcomeDecided": (
        "On 2 March 2026 at midday, Ruth Okafor (Hertfordshire Children’s Services) and Priya"
        " Nair, team manager (Hertfordshire Children’s Services) decided that the concerns "
        "about Maya Carter are substantiated; an initial child protection conference will be "
        "held by 23 March 2026. Maya says that Mr Doyle hurt her, and the doctor found grip "
        "marks. Immediate risk: Low while Mr Doyle lives elsewhere. Long-term risk: High, "
        "because Dawn Carter does not believe that he hurt Maya. The decision relies on these"
        " entries: 4 and 9."
    ),
    "ParentInformed": (
        "On 2 March 2026 at midday, Ruth Okafor told Dawn Carter by telephone: Maya will be "
        "examined by Dr Marsh at 2pm today."
    ),
    "ParentObjection": (
        "On 2 March 2026 at midday, Dawn Carter objected to Maya being seen at school: “You "
        "had no right to talk to her without me there.”"
    ),
    "ParticipantAttended": (
        "Strategy discussion 1: DC Tom Hill (Hertfordshire Constabulary) attended, with "
        "authority to decide for their agency."
    ),
    "ParticipantInvited": (
        "On 2 March 2026 at midday, Ruth Okafor invited Dr Helen Marsh, named doctor (Lister "
        "Hospital) to strategy discussion 1, because a medical may be needed."
    ),
    "PersonAdded": (
        "Ruth Okafor added Dawn Carter to this record as a parent (mother). Dawn Carter lives"
        " in the household."
    ),
    "PersonFact": ("Dawn Carter has parental responsibility for Maya Carter, as the mother."),
    "ProfessionalDissent": (
        "On 2 March 2026 at midday, Ruth Okafor disagreed with the decision in entry 18. A "
        "conference is needed. The school sees no change in Maya."
    ),
    "ReferralReceived": (
        "On 2 March 2026 at midday, children’s services received a referral about Maya Carter"
        " and Leo Carter from Grace Obi, deputy head (Oakfield Primary School). Maya came to "
        "school with bruises on both arms. She said that she fell."
    ),
    "Return": (
        "Ruth Okafor returned entry 12 and did not countersign it. The record does not say "
        "who was present."
    ),
    "Section47Initiated": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) decided to start section 47 enquiries about Maya Carter after strategy "
        "discussion 1. Maya Carter is suspected to be suffering significant harm: physical "
        "abuse. Bruises on both arms that a fall does not explain."
    ),
    "Section47NotInitiated": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) decided not to start section 47 enquiries about Leo Carter. Leo has no "
        "injuries, and nobody has seen him come to harm. What was considered instead: early "
        "help."
    ),
    "StrategyDiscussionConvened": (
        "On 2 March 2026 at midday, Ruth Okafor convened strategy discussion 1, to be held as"
        " a video meeting on 2 March 2026 at 3pm. The bruises are not explained, and both "
        "children go home at the end of school."
    ),
    "StrategyDiscussionHeld": (
        "Strategy discussion 1 was held as a video meeting on 2 March 2026 at midday, chaired"
        " by Priya Nair, team manager (Hertfordshire Children’s Services). It ended on 2 "
        "March 2026 at 3:50pm. Section 47 enquiries were initiated at it."
    ),
    "StrategyRecord": (
        "Record of strategy discussion 1. DC Tom Hill (Hertfordshire Constabulary) told the "
        "discussion: Police were called to the address twice in the last year. Grace Obi, "
        "deputy head (Oakfield Primary School) gave this opinion: Maya has been quiet since "
        "January. Leo has not said anything. Decided by Priya Nair, team manager "
        "(Hertfordshire Children’s Services): Section 47 enquiries start today, as a joint "
        "enquiry with the police. Reasons: The injuries are not explained and there is a "
        "history of violence. Grace Obi, deputy head (Oakfield Primary School) disagreed: The"
        " children should not go home tonight. Action 1, for Ruth Okafor (Hertfordshire "
        "Children’s Services), due on 3 March 2026 at midday: See Maya and Leo at school, "
        "each alone."
    ),
    "StrategyRecordCirculated": (
        "On 2 March 2026 at midday, Ruth Okafor sent the record of strategy discussion 1 "
        "(entry 9) to DC Tom Hill (Hertfordshire Constabulary)."
    ),
    "WhereaboutsUnknown": (
        "On 2 March 2026 at midday, it was reported that nobody knows where Leo Carter is. "
        "Leo Carter was last seen on 2 March 2026 at 3:20pm at the gate of Oakfield Primary "
        "School. Nobody came to collect Leo, and he left before the office was told. Police "
        "reference: HC-20260302-0417."
    ),
    "Withdrawal": (
        "Ruth Okafor withdrew entry 5. The call was about another family of the same name."
    ),
    "AgencyRecord": (
        "On 2 March 2026 at midday, Grace Obi, deputy head (Oakfield Primary School) "
        "completed the record of Oakfield Primary School on the form “safeguarding record "
        "S4”. It was authorised by Alan Reece, head teacher (Oakfield Primary School) and "
        "dated 18 March 2026."
    ),
    "AgencyRecordConcluded": (
        "On 2 March 2026 at midday, Alan Reece, head teacher (Oakfield Primary School) "
        "countersigned the record in entry 31 for their agency, under the school’s "
        "recording policy, and it was concluded."
    ),
    "RoughNotesDisposed": (
        "On 2 March 2026 at midday, Ruth Okafor disposed of the rough notes of entry 12 by "
        "shredding. The proceedings ended, and the council’s lawyer needs them no longer."
    ),
    "IdentityChecked": (
        "On 2 March 2026 at midday, Ruth Okafor checked the spelling of the name, other "
        "names and the date of birth of Maya Carter against the birth certificate. The "
        "record agrees with it."
    ),
    "AccuracyComment": (
        "On 2 March 2026 at midday, Ruth Okafor read the record in entry 9 and found that "
        "it does not say what was said. I said two calls in the last year, and not two "
        "arrests."
    ),
    "AccuracyAnswered": (
        "On 2 March 2026 at midday, Ruth Okafor considered the comment in entry 11 and left"
        " the record as it is. Both officers’ notes have the word arrests."
    ),
    "ContactRecorded": (
        "On 2 March 2026 at midday, Ruth Okafor was in contact with Dawn Carter on a visit."
        " Dawn Carter showed me the children’s room and signed the consent form. Forms "
        "used: “consent to share information” (entry 6)."
    ),
    "EnquiryRecordCompiled": (
        "On 2 March 2026 at midday, Ruth Okafor brought the record of the enquiry together."
        " Bruises on both arms, explained by Maya and confirmed by the doctor. Agency "
        "checks: in these entries, 8 and 11; and Body maps: none, because no marks were "
        "seen."
    ),
    "ChronologyEntryMade": (
        "Ruth Okafor entered in the child’s chronology what the concerns were: Bruises on "
        "both arms were found to be grip marks; Craig Doyle moved out. It rests on these "
        "entries: 4 and 9."
    ),
    "CompletionChecked": (
        "On 2 March 2026 at midday, Ruth Okafor checked, on completion, that the concerns "
        "and the outcome of entry 24 are in the record and in the child’s chronology. The "
        "other agencies have been told."
    ),
    "ProcedureMoved": (
        "Ruth Okafor moved this enquiry to the procedure “hertfordshire”, version 75, "
        "September 2026. The new limit for seeing the child is shorter, and Maya shall have"
        " it too."
    ),
    "RoughNotes": (
        "On 2 March 2026 at midday, Ruth Okafor made handwritten notes at the time. They "
        "are deposited in entry 11; the original is kept in the locked cabinet of the team,"
        " notebook 7, pages 12 to 15. This is about these entries: 4."
    ),
}
"""Each event's example, recorded at midday on 2 March 2026 by Ruth Okafor."""

VARIANTS: dict[str, tuple[str, dict[str, Any], str]] = {
    **CONCLUSION_VARIANTS,
    **FAMILY_VARIANTS,
    **REFERRAL_VARIANTS,
    **STRATEGY_VARIANTS,
    "anonymous referral": (
        "ReferralReceived",
        {"referrer": {"kind": "public", "anonymous": True}},
        "from a member of the public who did not give a name. Maya came",
    ),
    "family referral": (
        "ReferralReceived",
        {"referrer": {"kind": "family", "who": "dawn"}},
        "about Maya Carter and Leo Carter from Dawn Carter. Maya came",
    ),
    "immediate harm": (
        "HarmSuspected",
        {"immediate": True, "harms": ["physical", "neglect"]},
        "significant harm: physical abuse and neglect. The harm was thought to be immediate. The",
    ),
    "with a parent": (
        "ChildSeen",
        {
            "company": {
                "kind": "with_others",
                "present": ["dawn"],
                "why": "willingness",
                "reason": "Maya held her mother’s hand and would not let go",
            },
            "permission": {"kind": "not_sought", "reason": "Dawn could not be reached."},
        },
        (
            "not alone but with Dawn Carter by the child’s own wish: Maya held her mother’s "
            "hand and would not let go. Permission was not sought: Dawn could not be reached. "
            "Asked:"
        ),
    ),
    "translated": (
        "ChildSeen",
        {
            "translation": {
                "language": "Polish",
                "interpreter": {"as": "Ewa Lis", "role": "other", "agency": "LanguageLine"},
                "original": "Craig mnie złapał.",
            }
        },
        (
            "This was said in Polish and translated by Ewa Lis (LanguageLine): “Craig mnie "
            "złapał.” Maya held"
        ),
    ),
    "only what was observed": (
        "ChildSeen",
        {"asked": None, "words": None},
        "Dawn Carter had given permission. Maya held her sleeves down while she spoke.",
    ),
    "competent child": (
        "MedicalConsent",
        {"authority": {"kind": "competent_child", "competence": 8}, "words": None},
        "the child, whose competence is recorded in entry 8, gave consent by word of mouth to",
    ),
    "young person, doubted": (
        "MedicalConsent",
        {"authority": {"kind": "young_person_16_17", "doubt": True}, "form": "written"},
        (
            "the young person, who is 16 or 17 and whose mental health is in doubt, gave "
            "consent in writing to a physical examination"
        ),
    ),
    "parent without capacity": (
        "MedicalConsent",
        {"authority": {"kind": "pr_holder", "person": "dawn", "capacity": False}},
        "Dawn Carter, who has parental responsibility but not the capacity to decide, gave consent",
    ),
    "care order": (
        "MedicalConsent",
        {
            "authority": {
                "kind": "la_care_order",
                "order": "WD26C00123",
                "officer": professional("tm"),
            },
        },
        (
            "Priya Nair (Hertfordshire Children’s Services) for the local authority, under a "
            "care order (WD26C00123), gave consent"
        ),
    ),
    "nobody responsible": (
        "MedicalConsent",
        {
            "authority": {
                "kind": "la_s20",
                "ground": "nobody_responsible",
                "officer": professional("sm"),
            },
        },
        "as corporate parent under section 20, because nobody has parental responsibility, gave",
    ),
    "ward of court": (
        "MedicalConsent",
        {"authority": {"kind": "high_court", "order": "FD26P00045"}},
        "the High Court, whose ward the child is (order FD26P00045), gave consent",
    ),
    "direction of the court": (
        "MedicalConsent",
        {
            "authority": {
                "kind": "family_court_direction",
                "order_kind": "child_assessment",
                "order": "WD26C00124",
            }
        },
        "the family court, by a direction attached to a child assessment order (WD26C00124), gave",
    ),
    "withdrawn": (
        "MedicalConsent",
        {"answer": "withdrew", "scope": ["whole"], "concerns": 14, "words": "No. Stop it."},
        (
            "Dawn Carter, who has parental responsibility and the capacity to decide, withdrew "
            "consent by word of mouth to the whole medical for Maya Carter. This changes entry "
            "14. In their own words: “No. Stop it.”"
        ),
    ),
    "apologies": (
        "ParticipantAttended",
        {"attendance": {"kind": "apologies", "reason": "in court"}},
        "DC Tom Hill (Hertfordshire Constabulary) sent apologies (in court).",
    ),
    "absent": (
        "ParticipantAttended",
        {"attendance": {"kind": "absent"}},
        "did not attend and sent no apologies.",
    ),
    "went ahead without education": (
        "StrategyDiscussionHeld",
        {"initiating": False, "shortfall": "The school is closed for half term."},
        (
            "It ended on 2 March 2026 at 3:50pm. It went ahead without everybody it needs: The "
            "school is closed for half term."
        ),
    ),
    "not substantiated": (
        "OutcomeDecided",
        {"outcome": {"kind": "not_substantiated", "child_in_need": True}, "concerns": []},
        (
            "that the concerns about Maya Carter are not substantiated; services for a child in"
            " need will be offered."
        ),
    ),
    "a professional": (
        "OutcomeDecided",
        {"outcome": {"kind": "substantiated_professional_no_icpc", "lado_told": False}},
        (
            "are substantiated against a professional and not against the parents; no "
            "conference is needed, and the findings are still to be shared with the LADO."
        ),
    ),
    "dissent": (
        "OutcomeDecided",
        {"dissent": [{"by": professional("school"), "reasons": "Leo is at risk too."}]},
        "entries: 4 and 9. Grace Obi (Oakfield Primary School) disagreed: Leo is at risk too.",
    ),
    "at once": (
        "Section47Initiated",
        {"basis": {"kind": "police_protection", "action": 2}},
        "about Maya Carter at once, because of the police protection in entry 2. Maya Carter is",
    ),
    "order granted": (
        "EmergencyAction",
        {
            "action": {
                "kind": "epo_granted",
                "court": "the Family Court at Watford",
                "reference": "WD26C00125",
                "expires": "2026-03-10T16:00:00Z",
                "directions": "Maya is to be examined.",
            }
        },
        (
            "Maya Carter became the subject of an emergency protection order of the Family "
            "Court at Watford (WD26C00125), which ends on 10 March 2026 at 4pm. Directions: "
            "Maya is to be examined."
        ),
    ),
    "removal": (
        "EmergencyAction",
        {
            "action": {
                "kind": "removal",
                "home": "the flat",
                "place": "her aunt’s house",
                "power": "none",
                "reasons": "Craig Doyle was at the door.",
            }
        },
        (
            "was removed from the flat to her aunt’s house without an order or police protection. "
            "Craig Doyle was at the door."
        ),
    ),
    "nothing known": (
        "AgencyCheckReceived",
        {"answer": {"kind": "nothing_known"}},
        "answered the check asked for in entry 7. Nothing is known there.",
    ),
    "due at an hour": (
        "AgencyCheckRequested",
        {"due": "2026-03-05T16:30:00Z", "section_27": False},
        (
            "asked Lister Hospital for information about Maya Carter and Leo Carter, due on 5 "
            "March 2026 at 4:30pm. Attendances"
        ),
    ),
    "no relation known": (
        "PersonAdded",
        {"relation": None, "household": "visits", "kind": "sibling"},
        (
            "to this record as a brother, sister or other child. Dawn Carter regularly visits the "
            "household."
        ),
    ),
    "language": (
        "PersonFact",
        {"fact": {"kind": "language", "language": "Polish", "interpreter": True}},
        "Dawn Carter speaks Polish and needs an interpreter.",
    ),
    "looked after since": (
        "PersonFact",
        {
            "person": "maya",
            "fact": {
                "kind": "looked_after",
                "authority": "Hertfordshire County Council",
                "basis": "section_20_mandatory",
            },
            "since": "2026-01-05",
        },
        (
            "Maya Carter is looked after by Hertfordshire County Council in mandatory "
            "accommodation under section 20, since 5 January 2026."
        ),
    ),
    "doctor's own words": (
        "Countersignature",
        {"countersigns": 12, "kind": "confirm_words"},
        "Ruth Okafor confirmed as their own the words recorded in entry 12.",
    ),
    "hold released": (
        "LegalHold",
        {"action": {"kind": "released", "hold": 30, "reason": "the proceedings have ended"}},
        "Ruth Okafor released the legal hold of entry 30, because the proceedings have ended.",
    ),
}
"""Other values: the event, what differs from its example, and some of the words that follow."""

OFFICER = {"as": "PC Sam Reid", "role": "police_officer", "agency": "Hertfordshire Constabulary"}
FRAMES: dict[str, tuple[dict[str, Any], str]] = {
    "told by telephone": (
        {"actor": OFFICER, "source": {"how": "telephone", "from": OFFICER}},
        (
            "PC Sam Reid (Hertfordshire Constabulary) told Dawn Carter by telephone: Maya will "
            "be examined by Dr Marsh at 2pm today. Ruth Okafor was told this by telephone by PC"
            " Sam Reid (Hertfordshire Constabulary)."
        ),
    ),
    "passed on": (
        {"source": {"how": "message", "from": "dawn", "through": ["craig", "leo"]}},
        (
            " Ruth Okafor was told this in a message by Dawn Carter, through Craig Doyle and "
            "Leo Carter."
        ),
    ),
    "present, with a witness": (
        {"source": {"how": "present", "witness": OFFICER}},
        " Ruth Okafor was present. PC Sam Reid (Hertfordshire Constabulary) was witness.",
    ),
    "about two": (
        {"occurred": {"about": "2026-03-02T02:00:00Z", "within": 15}},
        "At about 2am on 2 March 2026, Ruth Okafor told Dawn Carter",
    ),
    "some time that day": ({"occurred": "2026-03-02"}, "On 2 March 2026, Ruth Okafor told"),
    "an interval": (
        {"occurred": {"from": "2026-03-02T09:00:00Z", "to": "2026-03-02T09:20:00Z"}},
        "Between 2 March 2026 at 9am and 9:20am, Ruth Okafor told",
    ),
    "nobody knows when": ({"occurred": "unknown"}, "At a time that is not known, Ruth Okafor told"),
    "a correction": (
        {"because": "It was 2pm, not 12pm."},
        "today. This replaces an earlier entry, because: It was 2pm, not 12pm.",
    ),
}
"""Another frame around one event, and some of the words that follow."""
