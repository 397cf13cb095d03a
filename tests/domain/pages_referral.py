"""What the events about referral, protection, deciding and checks say, to the letter."""

from typing import Any

REFERRAL_PAGES: dict[str, str] = {
    "AcceptanceConfirmedInWriting": (
        "On 2 March 2026 at midday, Ade Bankole, duty manager (Luton Children’s Services) "
        "confirmed in writing that responsibility for Maya Carter was accepted (entry 8): "
        "email “Acceptance of responsibility, MC”, with the transfer form."
    ),
    "AdultHistoryChecked": (
        "On 2 March 2026 at midday, Ruth Okafor asked Hertfordshire Constabulary about Craig "
        "Doyle: domestic abuse. Two calls to the flat in the last year. No charge was "
        "brought. What it means for the child: Maya was at home both times and has learnt to "
        "keep quiet."
    ),
    "AdviceSought": (
        "On 2 March 2026 at midday, Ruth Okafor asked Nadia Khan, named nurse (Hertfordshire "
        "Community Health) for advice. May I tell Dawn that I have spoken to the social "
        "worker? The advice: Yes, once Maya has been seen."
    ),
    "AgencyContribution": (
        "On 2 March 2026 at midday, Grace Obi, deputy head (Oakfield Primary School) "
        "contributed this about Maya Carter: Maya has stopped going to football since "
        "January. What the contributor makes of it: She no longer wants anybody to see her "
        "arms."
    ),
    "AgencyParticipation": (
        "On 2 March 2026 at midday, Grace Obi, deputy head (Oakfield Primary School) began to"
        " take part in the enquiry: sees Maya every school day and rings if she does not "
        "come. Contact: school office, 01438 555 0117."
    ),
    "AgreedActionDone": (
        "On 2 March 2026 at midday, Ruth Okafor did what was agreed in entry 9. Maya’s "
        "grandmother can take her from tomorrow."
    ),
    "AlternativeSupportConsidered": (
        "On 2 March 2026 at midday, Ruth Okafor considered what else would help Leo Carter "
        "and the family: early help is offered, because a family worker can help with "
        "bedtimes and Dawn asked for it."
    ),
    "AssessmentTimescaleSet": (
        "On 2 March 2026 at midday, Ruth Okafor set 27 March 2026 as the day by which the "
        "assessment of Maya Carter reaches a decision on next steps. Maya cannot stay with "
        "her grandmother beyond the end of the month."
    ),
    "BundleIssued": (
        "Ruth Okafor issued a bundle of this record to a court (the family court at Watford, "
        "case WD26C00042), for care proceedings. It shows the record as it stood when the log"
        " had 214 entries. Withheld by the policy “court”: 2 (entries as a whole), 5 (parts "
        "of other entries) and 0 (documents). The list of what is in it has the digest "
        "ddddddddddddddddddddddddddddddddddddddddddA, the policy "
        "ddddddddddddddddddddddddddddddddddddddddddA."
    ),
    "ConcernObserved": (
        "On 2 March 2026 at midday, Ruth Okafor observed this about Leo Carter: Leo cried "
        "when his coat was taken off and held his left shoulder. Without words: He pushed my "
        "hand away and hid under the table. What Ruth Okafor makes of it: I think that the "
        "shoulder hurts him."
    ),
    "DirectionAnswered": (
        "On 2 March 2026 at midday, Ruth Okafor carried out the direction in entry 14. I saw "
        "Leo at school on his own for half an hour."
    ),
    "DisclosureApproved": (
        "Ruth Okafor approved the disclosure ordered in entry 12. I have read the sealed "
        "order of the court."
    ),
    "DisclosureOrdered": (
        "Ruth Okafor recorded that, on 27 February 2026, the family court at Watford (case "
        "WD26C00042) allowed what is police-sensitive in this record to be given to a court, "
        "from these entries only: 9. The police log of the two calls shall be served on the "
        "parties."
    ),
    "EnquiryLinked": (
        "On 2 March 2026 at midday, Ruth Okafor recorded that this enquiry takes up again "
        "what was concluded in enquiry 5f0f6c1e-7d1c-4c52-9d5c-0d6a8f4e2b11. Maya has new "
        "bruises, three weeks after the earlier enquiry ended."
    ),
    "EnquiryPlan": (
        "On 2 March 2026 at midday, Ruth Okafor planned how to carry out the enquiry about "
        "Maya Carter with the least distress. What this child needs: Maya is frightened of "
        "being called out of class. What is done: One social worker sees her each time, after"
        " lunch, in the library."
    ),
    "FirstAuthorityIdentified": (
        "On 2 March 2026 at midday, Ruth Okafor identified Hertfordshire as the first "
        "authority: Maya Carter was found in its area, and it takes emergency action until "
        "Luton explicitly accepts responsibility. Maya was left at a fairground in Hatfield "
        "and nobody came for her."
    ),
    "HandedOver": (
        "On 2 March 2026 at midday, Ruth Okafor of Assessment Team 2 handed the enquiry about"
        " Maya Carter over to Bernadette Kelly (Hertfordshire Children’s Services) of the "
        "Emergency Duty Team, out of hours. How things stand: Maya is at her grandmother’s. "
        "Craig knows of the enquiry and is angry. What remains to be done: Ring the "
        "grandmother at nine tonight. Call the police if Craig comes there."
    ),
    "HandoverAccepted": (
        "On 2 March 2026 at midday, Ruth Okafor took the enquiry over from entry 11. The "
        "grandmother’s number was wrong and was put right."
    ),
    "HistoryGathered": (
        "On 2 March 2026 at midday, Ruth Okafor put together the history of Maya Carter and "
        "the family for the years since Maya was born, from our own file, the health "
        "visitor’s record and Oakfield Primary School. Three referrals in four years, each "
        "after a new partner had moved in."
    ),
    "IncidentLocated": (
        "On 2 March 2026 at midday, Maya Carter came to harm or was at risk of it at Oakfield"
        " Primary School, which is a nursery or school, in the area of Hertfordshire. Maya "
        "Carter lives in the area of Hertfordshire."
    ),
    "InformationNeeded": (
        "On 2 March 2026 at midday, Ruth Okafor identified that this is still to be known: "
        "How often Maya was late or absent since September. Ruth Okafor (Hertfordshire "
        "Children’s Services) obtains it from Oakfield Primary School by asking for the "
        "register, due on 6 March 2026; it is recorded in the single assessment, under "
        "education."
    ),
    "InformationObtained": (
        "On 2 March 2026 at midday, Ruth Okafor obtained what entry 12 asks for. Maya was "
        "absent on eleven days."
    ),
    "InformationShared": (
        "On 2 March 2026 at midday, Ruth Okafor shared this with Grace Obi, deputy head "
        "(Oakfield Primary School): Craig may not collect Maya from school. Lawful basis: a "
        "legal obligation. The school has to know at the gate this afternoon, and nothing "
        "more."
    ),
    "LeadChildProtectionPractitionerAllocated": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) allocated Anneke Visser (Hertfordshire Children’s Services) of Family Help"
        " and Protection as Lead Child Protection Practitioner for Maya Carter."
    ),
    "LeadPractitionerAllocated": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) allocated Ruth Okafor (Hertfordshire Children’s Services) of Assessment "
        "Team 2 to lead the enquiries about Maya Carter, as the first to lead. Qualification:"
        " Social Work England register, SW100231, seen on 2 March 2026."
    ),
    "LeadPractitionerStoodDown": (
        "On 2 March 2026 at midday, Ruth Okafor (Hertfordshire Children’s Services) no longer"
        " led the enquiries about Maya Carter (entry 5), and nobody had taken over. Ruth is "
        "ill, and the duty team covers until somebody is allocated."
    ),
    "LegalActionDecided": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) decided that legal action about Maya Carter is not required, advised by "
        "Naomi Frost, solicitor (Child Litigation Unit). Dawn agrees to every step, and Maya "
        "is safe with her grandmother."
    ),
    "LegalAdviceReceived": (
        "On 2 March 2026 at midday, Naomi Frost, solicitor (Child Litigation Unit) advised on"
        " what was asked in entry 6. There are. Apply tonight; the duty judge can be reached "
        "by telephone."
    ),
    "LegalAdviceSought": (
        "On 2 March 2026 at midday, Ruth Okafor asked Naomi Frost, solicitor (Child "
        "Litigation Unit) for urgent legal advice about Maya Carter. Are there grounds for an"
        " emergency protection order tonight?"
    ),
    "ManagementDirection": (
        "On 2 March 2026 at midday, Ruth Okafor directed Ruth Okafor (Hertfordshire "
        "Children’s Services) to do this, due on 6 March 2026: See Leo on his own before the "
        "conference is planned. Reasons: All that is known of Leo comes from adults."
    ),
    "OtherAuthorityConsulted": (
        "On 2 March 2026 at midday, Ruth Okafor consulted Ade Bankole, duty manager (Luton "
        "Children’s Services) by telephone about Maya Carter, because Luton has a child "
        "protection plan for the child. Maya must not go to her uncle. Her social worker will"
        " ring within the hour."
    ),
    "OtherChildrenConsidered": (
        "On 2 March 2026 at midday, Ruth Okafor considered whether other children need "
        "protection because of what is recorded in entry 4. Leo Carter, of the same "
        "household: action is needed, he was in the flat too, and nobody else is there "
        "tonight. No other child is known to live with Craig or to visit him."
    ),
    "PoliceInformationShared": (
        "On 2 March 2026 at midday, Ruth Okafor shared the reasons for concern with Ruth "
        "Okafor (Hertfordshire Children’s Services). Craig was cautioned for an assault on an"
        " earlier partner’s child."
    ),
    "ProceededWithoutCheck": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) decided to go ahead without an answer to the check asked for in entry 7. "
        "Why what is known suffices: The hospital and the school agree, and the surgery saw "
        "Maya only once."
    ),
    "ProtectiveActionAgreed": (
        "On 2 March 2026 at midday, it was agreed, because of what is recorded in entry 4, "
        "that Ruth Okafor (Hertfordshire Children’s Services) does this for Maya Carter, due "
        "on 3 March 2026 at 6pm: Find out whether Maya’s grandmother can look after her from "
        "tomorrow."
    ),
    "ResponsibilityAnswered": (
        "On 2 March 2026 at midday, Ade Bankole, duty manager (Luton Children’s Services) "
        "explicitly accepted responsibility for Maya Carter on behalf of Luton, following "
        "entry 6, in these words: “We accept responsibility for Maya from now on.”"
    ),
    "ResponsibleAuthorityDetermined": (
        "On 2 March 2026 at midday, Ruth Okafor determined that Hertfordshire is responsible "
        "for the enquiries about Maya Carter, because the child lives in its area. Maya lives"
        " in Stevenage, and the harm is thought to have happened there."
    ),
    "SafeDischargeDecided": (
        "On 2 March 2026 at midday, Ruth Okafor recorded how Maya Carter is to leave Bluebell"
        " Ward, Lister Hospital safely: Maya goes to her grandmother, whose home was visited "
        "today. Maya Carter is not discharged unless: Craig has left the flat, and the ward "
        "has rung the social worker. Ruth Okafor (Hertfordshire Children’s Services) sees to "
        "it, due on 4 March 2026."
    ),
    "SupportActionAgreed": (
        "On 2 March 2026 at midday, immediate support for Maya Carter was agreed: Breakfast "
        "club every morning, and a place to go at lunch. Grace Obi, deputy head (Oakfield "
        "Primary School) does it, due on 4 March 2026."
    ),
    "TemporaryCarerChecked": (
        "On 2 March 2026 at midday, Ruth Okafor completed checks on Dawn Carter (entry 9): "
        "police records, the records of children’s services and a visit to the home. The care"
        " may continue. Nothing is known against her, and there is a bed for Maya."
    ),
    "TemporaryCarerIdentified": (
        "On 2 March 2026 at midday, Dawn Carter (mother) took over the care of Maya Carter "
        "while the enquiry goes on. Maya sleeps there until the conference. She takes her "
        "medicine with her."
    ),
}

REFERRAL_VARIANTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "a bundle as known then": (
        "BundleIssued",
        {"as_known_at": "2026-03-01T09:00:00Z"},
        "as it was known on 1 March 2026 at 9am. Withheld by the policy “court”: 2 (entries as a",
    ),
    "a bundle under an order": (
        "BundleIssued",
        {"orders": [3]},
        "Protected content is given under the orders of these entries: 3. The list of what is in",
    ),
    "a bundle with a decision": (
        "BundleIssued",
        {
            "decisions": [
                {
                    "place": "entry 12, words",
                    "kind": "name",
                    "answer": "give",
                    "reason": "it is a street",
                }
            ],
        },
        "(a name that is withheld) is given, because it is a street.",
    ),
    "everything protected": (
        "DisclosureOrdered",
        {"concerns": [], "marks": ["police_sensitive", "privileged"]},
        "what is police-sensitive and what is legally privileged in this record to be given to a ",
    ),
    "made safe at once": (
        "EmergencyAction",
        {
            "action": {
                "kind": "immediate_safety",
                "agency": "British Transport Police",
                "place": "Stevenage station",
                "danger": "outside",
                "action": "Two officers stayed with her",
            }
        },
        (
            "Maya Carter was made safe at Stevenage station by British Transport Police, the "
            "danger coming from outside the home: Two officers stayed with her."
        ),
    ),
    "order ended": (
        "EmergencyAction",
        {
            "action": {
                "kind": "epo_ended",
                "how": "discharged",
                "protection": "Maya lives with her aunt",
            }
        },
        (
            "Maya Carter was no longer the subject of an emergency protection order, which the "
            "court discharged. What protects the child from then on: Maya lives with her aunt."
        ),
    ),
    "views of agencies": (
        "Section47Initiated",
        {"views": [{"agency": "Oakfield Primary School", "view": "for", "words": "she hides"}]},
        "does not explain. Views of the agencies: Oakfield Primary School was for it: she hides.",
    ),
    "not started after a discussion": (
        "Section47NotInitiated",
        {"discussion": 2},
        "section 47 enquiries about Leo Carter, after strategy discussion 2. Leo has no injuries",
    ),
    "another lead": (
        "LeadPractitionerAllocated",
        {"place": {"kind": "replacement", "previous": 5, "reason": "Ruth is away"}},
        "about Maya Carter, in place of whom entry 5 allocated, because Ruth is away. Quali",
    ),
    "responsibility declined": (
        "ResponsibilityAnswered",
        {"answer": "declined", "words": "She is not ours."},
        (
            "declined responsibility for Maya Carter on behalf of Luton, following entry 6, in "
            "these words: “She is not ours.”"
        ),
    ),
    "no other child": (
        "OtherChildrenConsidered",
        {"children": []},
        "recorded in entry 4. No other child is known",
    ),
    "legal action required": (
        "LegalActionDecided",
        {"required": True, "adviser": None},
        "that legal action about Maya Carter is required. Dawn agrees",
    ),
    "duplicate": (
        "EnquiryLinked",
        {"relation": "duplicate_of"},
        "that this enquiry is a duplicate of enquiry 5f0f6c1e-7d1c-4c52-9d5c-0d6a8f4e2b11.",
    ),
    "direction not carried out": (
        "DirectionAnswered",
        {"result": "not_carried_out", "account": "Leo was away."},
        "Ruth Okafor did not carry out the direction in entry 14. Leo was away.",
    ),
    "a plan elsewhere": (
        "PersonFact",
        {"person": "maya", "fact": {"kind": "protection_plan", "authority": "Luton"}},
        "Maya Carter has a child protection plan of Luton.",
    ),
}
