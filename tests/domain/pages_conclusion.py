"""What the events of the assessment, the outcome and the conference say, to the letter."""

from typing import Any

CONCLUSION_PAGES: dict[str, str] = {
    "AdvocacyInformation": (
        "On 2 March 2026 at midday, Ruth Okafor told Dawn Carter about Hertfordshire Parents’ "
        "Advocacy, and that the family may bring an advocate, a friend or a supporter to the "
        "conference. Dawn brings her mother."
    ),
    "AnalysisRecorded": (
        "On 2 March 2026 at midday, Ruth Okafor analysed with Joan Pike (Lister Hospital) "
        "what was found about Maya Carter. Evidence: The visits, the doctor’s report and "
        "three years of school records. Analysis: Maya is hurt when Dawn is out and Mr Doyle "
        "is alone with her. What is likely to work: A safety plan that Dawn can keep to when "
        "she is afraid."
    ),
    "AssessmentStarted": (
        "On 2 March 2026 at midday, Ruth Okafor (Hertfordshire Children’s Services) "
        "continued, under section 47, the assessment of Maya Carter, in accordance with "
        "Working Together to Safeguard Children 2023."
    ),
    "BecameLookedAfter": (
        "On 2 March 2026 at midday, Maya Carter came to be looked after by Hertfordshire "
        "County Council in accommodation under section 20, and to live with her grandmother, "
        "as a connected person. How it was planned: Maya saw the room, chose the day and "
        "brought her own things. Support for child, parents and network: Dawn sees Maya on "
        "Wednesdays and Sundays, and has an advocate. Needs are monitored so: A visit each "
        "week, and a review within twenty working days."
    ),
    "CapacityAssessed": (
        "On 2 March 2026 at midday, Ruth Okafor assessed how far Dawn Carter can keep Maya "
        "Carter safe and well. Able with support, and not while Mr Doyle lives in the flat. "
        "Evidence: She got both children to school on every day but one, and rang when she "
        "said. Factors that raise the risk: domestic abuse."
    ),
    "ChildPrepared": (
        "On 2 March 2026 at midday, Ruth Okafor helped Maya Carter to prepare for the "
        "conference. Maya Carter takes part through somebody else: Isla Grant (Young Voices). "
        "Maya wrote a letter and chose which parts are read out."
    ),
    "CircumstancesChanged": (
        "On 2 March 2026 at midday, Ruth Okafor recorded a change for Maya Carter. Mr Doyle’s "
        "brother has put him out, and he has asked Dawn for a bed. What it means for the "
        "plan: The safety plan must say tonight who is with the children."
    ),
    "ConclusionsLinked": (
        "On 2 March 2026 at midday, Ruth Okafor took the conclusions of the section 47 "
        "enquiries, in entry 24, into the assessment of Maya Carter. What they mean for it: "
        "The assessment looks at what would let Dawn live apart from Mr Doyle."
    ),
    "ConferenceAttendance": (
        "At the conference about Maya Carter on 2 March 2026 at midday, DC Tom Hill "
        "(Hertfordshire Constabulary) took part, and took this view: A plan is needed."
    ),
    "ConferenceExplained": (
        "On 2 March 2026 at midday, Ruth Okafor explained to Dawn Carter what the conference "
        "is for and who will be there. That it does not judge her, that she speaks first, and "
        "where she can wait."
    ),
    "ConferenceInvitation": (
        "On 2 March 2026 at midday, Ruth Okafor considered who is needed at the conference "
        "about Maya Carter. Dr Helen Marsh, named doctor (Lister Hospital) was invited, for "
        "this knowledge or part: she examined Maya."
    ),
    "ConferenceNotRequired": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) decided that no initial child protection conference about Maya Carter is "
        "required. Mr Doyle has left, and Dawn works with us and with the school. Grace Obi, "
        "deputy head (Oakfield Primary School) disagreed: He left once before."
    ),
    "ConferenceProgressionDecided": (
        "On 2 March 2026 at midday, Ruth Okafor (Hertfordshire Children’s Services) decided, "
        "for Maya Carter, to go on to an initial child protection conference. What is known "
        "on day six already shows likely significant harm."
    ),
    "ConferenceReportSubmitted": (
        "On 2 March 2026 at midday, Grace Obi, deputy head (Oakfield Primary School) sent the "
        "report of Oakfield Primary School for the conference about Maya Carter to the Child "
        "Protection Unit, on the form “report to conference S5”. It was authorised by Alan "
        "Reece, head teacher (Oakfield Primary School) and dated 16 March 2026. Involvement: "
        "Maya joined the school in Reception. Attendance is 97 per cent. Analysis: Maya minds "
        "Leo as a parent would. That is a burden and a warning."
    ),
    "ConferenceRequestAccepted": (
        "On 2 March 2026 at midday, Ruth Okafor accepted the request in entry 24 for a "
        "conference about Maya Carter."
    ),
    "ConferenceRequestSubmitted": (
        "On 2 March 2026 at midday, Ruth Okafor submitted to the Child Protection Unit the "
        "request for an initial child protection conference about Maya Carter."
    ),
    "ConferenceUrgencyAssessed": (
        "On 2 March 2026 at midday, Ruth Okafor assessed how urgent the conference about Maya "
        "Carter is. It is to be held by 11 March 2026. Mr Doyle returns from work abroad on "
        "Friday, and Dawn is afraid of that day."
    ),
    "DailyLife": (
        "On 2 March 2026 at midday, Ruth Okafor described the daily life of Maya Carter. Maya "
        "gets Leo up and dressed. They are at school by eight, and stay late. Harm is likely "
        "on the evenings when the children are alone with Mr Doyle."
    ),
    "FamilyGroupConference": (
        "On 2 March 2026 at midday, Ruth Okafor asked Dawn Carter whether they wish for a "
        "family group conference for Maya Carter. The answer: yes. Dawn wants her mother and "
        "her sister there."
    ),
    "FutureReferralsNoted": (
        "On 2 March 2026 at midday, Ruth Okafor noted this for future referrals about Maya "
        "Carter. Maya talks to her form teacher first; ask for her before ringing home."
    ),
    "HarmPattern": (
        "On 2 March 2026 at midday, Ruth Okafor weighed the pattern of harm to Maya Carter. "
        "Severity: much. Grip marks on both arms. Duration: some. Since Mr Doyle moved in, a "
        "year ago. Frequency: some. Three times that are known. Threat, coercion or cruelty: "
        "much. Maya was told that Leo would be taken away. Cumulative impact: much. She has "
        "stopped bringing friends home."
    ),
    "HelpProvided": (
        "On 2 March 2026 at midday, Tess Moran (Stevenage Family Centre) began to help Maya "
        "Carter. She sat with Dawn and wrote the safety plan with her."
    ),
    "InterimArrangements": (
        "On 2 March 2026 at midday, Ruth Okafor agreed what keeps Maya Carter safe until the "
        "conference. Ruth Okafor (Hertfordshire Children’s Services): Visit on Monday, "
        "Wednesday and Friday, and see Maya each time. Dawn Carter: Nobody but her "
        "grandmother minds the children. Review is due on 11 March 2026. The chair, Martin "
        "Bell (Hertfordshire Children’s Services), was consulted."
    ),
    "InterimArrangementsReviewed": (
        "On 2 March 2026 at midday, Ruth Okafor reviewed the arrangements in entry 25 that "
        "keep Maya Carter safe. They are enough. Maya was seen five times and says that "
        "nobody shouts at night."
    ),
    "InterventionLevelDetermined": (
        "On 2 March 2026 at midday, Ruth Okafor determined what level of intervention Maya "
        "Carter needs. At once: Daily visits until Mr Doyle has moved out. In the interim: A "
        "visit every week, and the school’s breakfast club. In the longer term: A child "
        "protection plan, with help for Dawn to end the relationship safely."
    ),
    "JointDeliberation": (
        "On 2 March 2026 at midday, Ruth Okafor (Hertfordshire Children’s Services) and DC "
        "Tom Hill (Hertfordshire Constabulary) deliberated together on the proposal about "
        "Maya Carter in entry 22. DC Tom Hill (Hertfordshire Constabulary) told the "
        "discussion: Mr Doyle’s account changed between the two interviews. The result: All "
        "agree that the concerns are substantiated."
    ),
    "LegalStepsConsidered": (
        "On 2 March 2026 at midday, Ruth Okafor considered legal steps for Maya Carter, with "
        "the advice of Naomi Frost (Hertfordshire Legal Services). No steps are taken for "
        "now. Dawn has agreed to the safety plan in writing and has kept to it."
    ),
    "NeedsAndRiskDetermined": (
        "On 2 March 2026 at midday, Ruth Okafor determined what Maya Carter needs, and that "
        "the risk of harm is high. Needs: To sleep without fear, and to be believed. Help to "
        "be given from 6 March 2026: Twice-weekly visits, and a worker of the domestic abuse "
        "service for Dawn."
    ),
    "NewEnvironmentAssessed": (
        "On 2 March 2026 at midday, Ruth Okafor assessed the safety of the Carters’ flat, "
        "where Maya Carter is to live after leaving hospital. It is safe once this support is "
        "in place: Her grandmother stays for two weeks. Mr Doyle has moved out, and Dawn "
        "cannot lift Maya by herself."
    ),
    "OutcomeDiscussed": (
        "On 2 March 2026 at midday, Ruth Okafor talked with Dawn Carter about the outcome in "
        "entry 24. Asked: Will you take the children? Answered: Not while they are safe with "
        "you. The conference decides with you in the room. Next steps: Ruth comes on Thursday "
        "with the report."
    ),
    "OutcomeSharedWithLado": (
        "On 2 March 2026 at midday, Ruth Okafor shared the outcome in entry 24 with Hannah "
        "Cole (Hertfordshire Children’s Services). What was found: A coach held Maya by the "
        "arms in anger, twice, before witnesses."
    ),
    "PlanAdjusted": (
        "On 2 March 2026 at midday, Ruth Okafor adjusted the plan for Maya Carter in entry "
        "26. A telephone call in the evening can be overheard. Aim: Maya sleeps through the "
        "night. Ruth Okafor (Hertfordshire Children’s Services), due on 13 March 2026: Call "
        "at the flat on two evenings a week, unannounced. It has worked when: Maya says so, "
        "and school sees her rested."
    ),
    "PlanContribution": (
        "On 2 March 2026 at midday, Ruth Okafor contributed to the plan for Maya Carter, for "
        "Oakfield Primary School. Breakfast club from Monday, and one adult to whom Maya can "
        "always go."
    ),
    "PlanDischarged": (
        "On 2 March 2026 at midday, the child protection plan for Maya Carter ended. Decided "
        "by Martin Bell (Hertfordshire Children’s Services). Mr Doyle has been away for five "
        "months, and Dawn has kept every agreement. Support from now on, and what would bring "
        "us back: A family worker for three months. The school rings if Maya stays away."
    ),
    "PlanProposed": (
        "On 2 March 2026 at midday, Ruth Okafor proposed this plan for Maya Carter. Harm "
        "happens in the evenings, when Dawn is out. Aim: Maya sleeps through the night. Ruth "
        "Okafor (Hertfordshire Children’s Services), due on 13 March 2026: Agree with Dawn "
        "who is in the flat after six, and ring each evening. It has worked when: Maya says "
        "so, and school sees her rested."
    ),
    "PreProceedingsConsidered": (
        "On 2 March 2026 at midday, Ruth Okafor considered pre-proceedings for Maya Carter "
        "with Naomi Frost (Hertfordshire Legal Services). They do not begin for now. Visits "
        "show that the plan is kept. It is looked at again after the review."
    ),
    "ProfessionalOpinion": (
        "On 2 March 2026 at midday, Ruth Okafor gave an opinion as a health visitor: Leo’s "
        "speech is delayed for want of being spoken to. It rests on this: The two-year review "
        "and four visits. It does not extend to this: Whether there is a hearing loss is for "
        "an audiologist."
    ),
    "Reassessed": (
        "On 2 March 2026 at midday, Ruth Okafor assessed health and development of Maya "
        "Carter again, as planned in entry 25. Both objectives are reached."
    ),
    "ReassessmentPlanned": (
        "On 2 March 2026 at midday, Ruth Okafor considered whether health and development of "
        "Maya Carter should be re-assessed regularly. This is due again on 5 June 2026, with "
        "Joan Pike (Lister Hospital) responsible for it, against these objectives: Weight on "
        "her own line again, and no day missed at nursery."
    ),
    "RecommendationProposed": (
        "On 2 March 2026 at midday, Ruth Okafor shared this proposal about Maya Carter with "
        "DC Tom Hill (Hertfordshire Constabulary), for comment: The concerns are "
        "substantiated, and a conference is needed. Two accounts agree, and the injuries fit "
        "them."
    ),
    "ReferrerInclusion": (
        "On 2 March 2026 at midday, Ruth Okafor considered whether Grace Obi, deputy head "
        "(Oakfield Primary School) should be included in the conference about Maya Carter. "
        "Grace Obi, deputy head (Oakfield Primary School) is to be included."
    ),
    "ReportSharingDecided": (
        "On 2 March 2026 at midday, Ruth Okafor considered with DC Tom Hill (Hertfordshire "
        "Constabulary) and Martin Bell (Hertfordshire Children’s Services) whether Dawn "
        "Carter can and should read the report about Maya Carter. It is shared once Mr Doyle "
        "has been interviewed. The report quotes what Maya said, and Mr Doyle has not been "
        "asked about it."
    ),
    "ResourceAssured": (
        "On 2 March 2026 at midday, Ruth Okafor asked Tess Moran (Safe at Home) about the "
        "domestic abuse service for Maya Carter. It is available, has the skill that is "
        "needed and is not intense enough. Dawn needs somebody twice a week; one visit a week "
        "is what there is."
    ),
    "RiskAssessment": (
        "On 2 March 2026 at midday, Ruth Okafor assessed the risk to Maya Carter as it is "
        "now. Cause for concern: Grip marks on both arms that a fall does not explain. "
        "Seriousness: Serious: an adult used force on a child of eight. Events that recur: "
        "Two calls to the police in a year, and a cut lip in November. Vulnerability and "
        "resilience: Maya hides what happens, and has a brother whom she confides in. "
        "Strengths and weaknesses of the family: Dawn Carter is warm and reliable in the "
        "mornings, and afraid in the evenings. Risks, and the circumstances in which they "
        "arise: The risk rises when Mr Doyle has been drinking. Protection, from whom and "
        "how: From Mr Doyle, by his living elsewhere and by Maya’s grandmother."
    ),
    "ServiceProvided": (
        "On 2 March 2026 at midday, Ruth Okafor provided for Maya Carter, on behalf of "
        "Oakfield Primary School: The first week of breakfast club. Maya came on four days."
    ),
    "ServiceReviewed": (
        "On 2 March 2026 at midday, Ruth Okafor reviewed what the help in entry 30 has "
        "changed for Maya Carter. Maya is rested and on time. Dawn says that she feels "
        "watched. What follows: One visit a week instead of two, at a time that Dawn chooses."
    ),
    "SignificantRelationship": (
        "On 2 March 2026 at midday, Ruth Okafor recorded that Leo Carter matters in the world "
        "of Maya Carter: her brother, in the family. She tells Leo first, and stands between "
        "him and shouting."
    ),
    "SupportAgreed": (
        "On 2 March 2026 at midday, Ruth Okafor agreed with Dawn Carter on support for Maya "
        "Carter: a family worker on Tuesdays and Thursdays, provided by Tess Moran (Safe at "
        "Home). Review is due on 17 April 2026."
    ),
    "SupportPlanImplemented": (
        "On 2 March 2026 at midday, Ruth Okafor saw that the support asked for in entry 21 is "
        "in place for Maya Carter. Joan Carter moved in this morning and has met the district "
        "nurse."
    ),
    "ViewRevised": (
        "On 2 March 2026 at midday, Ruth Okafor changed the view recorded in entry 17. The "
        "view now: Dawn Carter can keep the children safe for the present. She called the "
        "police herself on Saturday."
    ),
    "ViewsConsidered": (
        "On 2 March 2026 at midday, Ruth Okafor considered what Dawn Carter thinks about Maya "
        "Carter: Maya should stay with her grandmother until Mr Doyle has gone. It was given "
        "much weight, because of this: It is what Maya wants, and her grandmother has kept "
        "her safe before."
    ),
}

CONCLUSION_VARIANTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "substantiated, and nothing follows": (
        "OutcomeDecided",
        {
            "outcome": {
                "kind": "substantiated_only",
                "conference_considered": True,
                "legal_considered": False,
            },
            "concerns": [],
            "unlinked": "Maya has not been found.",
        },
        (
            "are substantiated; neither a conference nor legal steps follow. A conference was "
            "considered, and legal steps were not considered. Maya says"
        ),
    ),
    "nothing to rest on": (
        "OutcomeDecided",
        {"concerns": [], "unlinked": "Maya has not been found."},
        (
            "Why it does not rest both on a discussion with other agencies and on the child’s "
            "voice: Maya has not been found."
        ),
    ),
    "not safe": (
        "NewEnvironmentAssessed",
        {"result": {"kind": "not_safe"}},
        "to live after leaving hospital. It is not safe. Mr Doyle has moved out",
    ),
    "not yet": (
        "ConferenceProgressionDecided",
        {"decision": {"kind": "not_yet", "by": "2026-03-13"}},
        "for Maya Carter, that this cannot be decided yet, and to decide it by 13 March 2026.",
    ),
    "held late": (
        "ConferencePlanned",
        {"delayed": "No chair is free."},
        "(Hertfordshire Children’s Services). Why it is not held sooner: No chair is free.",
    ),
    "no re-assessment": (
        "ReassessmentPlanned",
        {"decision": {"kind": "not_needed", "reasons": "She is well."}},
        "No regular re-assessment is needed: She is well.",
    ),
    "family not referred": (
        "FamilyGroupConference",
        {"step": {"kind": "considered", "child": "maya", "referred": False, "reasons": "Later."}},
        "a family group conference for Maya Carter, and did not refer the family. Later.",
    ),
    "absent from the conference": (
        "ConferenceAttendance",
        {"attendance": {"kind": "absent", "reason": "he was in court"}},
        "DC Tom Hill (Hertfordshire Constabulary) was not there, because he was in court.",
    ),
    "absent without a reason": (
        "ConferenceAttendance",
        {"attendance": {"kind": "absent"}},
        "(Hertfordshire Constabulary) was not there.",
    ),
    "not invited": (
        "ConferenceInvitation",
        {"decision": {"kind": "not_invited", "who": "craig", "reason": "he is in custody"}},
        "conference about Maya Carter. Craig Doyle was not invited, because he is in custody.",
    ),
    "not shared": (
        "ReportSharingDecided",
        {"decision": {"kind": "withhold"}},
        "can and should read the report about Maya Carter. It is not shared. The report",
    ),
    "a report without a date": (
        "ConferenceReportSubmitted",
        {"state": {"kind": "lacking", "lacks": "date"}},
        "It was handed in without a date, and was sent back. Involvement:",
    ),
    "a version of the report": (
        "ConferenceReportShared",
        {"concerns": 30},
        "shared the conference report about Maya Carter (entry 30) with Dawn Carter in person.",
    ),
    "step down": (
        "SupportAgreed",
        {"step_down": True},
        "provided by Tess Moran (Safe at Home), as the child protection plan ends. Review is due",
    ),
    "legal steps": (
        "LegalStepsConsidered",
        {"decision": {"kind": "taken", "steps": "an application for an order"}, "adviser": None},
        "considered legal steps for Maya Carter. These are taken: an application for an order.",
    ),
    "the referrer stays away": (
        "ReferrerInclusion",
        {"decision": {"kind": "not_included", "reason": "she asked not to be"}},
        "(Oakfield Primary School) is not to be included, because she asked not to be.",
    ),
    "takes part in person": (
        "ChildPrepared",
        {"way": "in_person", "representative": None},
        "Maya Carter takes part in person. Maya wrote",
    ),
}
"""Other values: as `tests.domain.pages.VARIANTS`."""
