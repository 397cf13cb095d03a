"""What the events about medicals, health needs, body maps and interviews say, to the letter."""

MEDICAL_PAGES: dict[str, str] = {
    "BodyMap": (
        "On 2 March 2026 at midday, Ruth Okafor noted marks seen on Maya Carter, on the front "
        "of the body, where no clothing covered them. Places are in thousandths of the outline,"
        " across and down from its top left. Marks: outside of the right upper arm (at 250 and "
        "330): round, about 1 cm across, yellow at the edge and brown within."
    ),
    "CourtOrderDecision": (
        "On 2 March 2026 at midday, Priya Nair, team manager (Hertfordshire Children’s "
        "Services) decided to ask the court for an order so that Maya Carter can be examined, "
        "following entry 14. Nobody who may consent will, and what the bruises show will soon "
        "be gone."
    ),
    "CriminalProceedingsDecision": (
        "On 2 March 2026 at midday, DC Tom Hill (Hertfordshire Constabulary) decided that the "
        "investigation (crime reference 41/23817/26) gives grounds for criminal proceedings. "
        "The account is clear and the injuries fit it. The file goes to the prosecutor."
    ),
    "EmergencyTreatmentRecorded": (
        "On 2 March 2026 at midday, Dr Ben Stone (Lister Hospital) wrote the full record of the"
        " treatment in entry 9. Two litres of blood were given before the operation. Nobody "
        "answered at home. After-care: Maya stays on the ward for five days and is seen again "
        "after two weeks."
    ),
    "HealthFollowUpCompleted": (
        "On 2 March 2026 at midday, Ruth Okafor followed up the health need in entry 21. Leo "
        "was vaccinated, and his card is up to date."
    ),
    "HealthNeedIdentified": (
        "On 2 March 2026 at midday, Ruth Okafor found that Leo Carter has an unmet health need:"
        " The second measles vaccination was never given. Joan Pike, safeguarding nurse (Lister"
        " Hospital) sees to it with Mill Lane Surgery, due on 20 March 2026."
    ),
    "InterviewMaterialReleased": (
        "On 2 March 2026 at midday, Ruth Okafor released a written summary of the interview in "
        "entry 22 to Ruth Okafor (Hertfordshire Children’s Services) for the section 47 "
        "enquiry, on the authority of DS Mark Bell (Hertfordshire Constabulary)."
    ),
    "JointInterviewDecided": (
        "On 2 March 2026 at midday, DC Tom Hill (Hertfordshire Constabulary) decided that Maya "
        "Carter is to be interviewed jointly by DC Tom Hill (Hertfordshire Constabulary), "
        "trained as specialist child abuse investigator in 2023. A crime is suspected, and Maya"
        " is to tell it once."
    ),
    "LitigationUnitConsulted": (
        "On 2 March 2026 at midday, Ruth Okafor, having consulted Priya Nair, team manager "
        "(Hertfordshire Children’s Services), asked Naomi Frost, solicitor (Child Litigation "
        "Unit) whether it is in the best interests of Maya Carter to seek a court order for a "
        "medical. Best interests: The bruises fade, and without a medical nobody can say how "
        "they came. Advice: An application for a child assessment order has good prospects."
    ),
    "MedicalAdvice": (
        "On 2 March 2026 at midday, Dr Helen Marsh (Lister Hospital) advised that a child "
        "protection medical of Leo Carter is appropriate. Marks on one child call for looking "
        "at the other. What may be gained for health matters that nobody manages: Leo has "
        "missed two hearing tests, and nobody has asked why."
    ),
    "MedicalConsidered": (
        "On 2 March 2026 at midday, in strategy discussion 1, Ruth Okafor considered whether "
        "Maya Carter needs a child protection medical: it is needed, tomorrow, while the "
        "bruises can be dated. Medical advice: Dr Helen Marsh (Lister Hospital) took part in "
        "the discussion and advised: Bruises on both arms of a child of nine are to be "
        "examined."
    ),
    "MedicalNotCarriedOut": (
        "On 2 March 2026 at midday, Ruth Okafor recorded that there is no child protection "
        "medical of Leo Carter. It was offered. Leo said no, and Dr Helen Marsh found that he "
        "understands what that means."
    ),
    "MedicalPermissionSought": (
        "On 2 March 2026 at midday, before the whole medical for Maya Carter: Dawn Carter was "
        "asked by telephone for permission and refused it. In their own words: “Nobody is "
        "poking at her.”"
    ),
    "MedicalPlanned": (
        "On 2 March 2026 at midday, Ruth Okafor arranged for Dr Helen Marsh (Lister Hospital) "
        "to examine Maya Carter at Lister Hospital on 3 March 2026 at 2pm. The medical is to "
        "secure forensic evidence, obtain medical documentation, reassure the child and the "
        "family and inform treatment and follow-up. It looks at physical well-being, mental "
        "health, development and cognitive ability."
    ),
    "MedicalReportProvided": (
        "On 2 March 2026 at midday, Ruth Okafor sent the report in entry 16 to children’s "
        "services and the child’s general practitioner. The police have it too: DC Tom Hill "
        "(Hertfordshire Constabulary)."
    ),
    "PreInterviewContact": (
        "On 2 March 2026 at midday, before any interview, Grace Obi, deputy head (Oakfield "
        "Primary School) was in contact with Maya Carter in person. What led to it: Maya stayed"
        " behind after the lesson and held out her arm. Said to the child: “That looks sore. "
        "You can tell me if you like.” The child said: “Craig did it.”"
    ),
    "RecordedInterviewConducted": (
        "On 2 March 2026 at midday, Maya Carter was interviewed at the interview suite at "
        "Hatfield and recorded on video by DC Tom Hill (Hertfordshire Constabulary), trained as"
        " specialist child abuse investigator in 2023. This was planned in entry 20. It was "
        "held to gather evidence for criminal proceedings and as the examination in chief of a "
        "child witness. It ended on 4 March 2026 at 10:40am. The recording is exhibit TH/1, "
        "with the digest vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv."
    ),
    "RecordedInterviewPlanned": (
        "On 2 March 2026 at midday, Ruth Okafor planned a visually recorded interview of Maya "
        "Carter by DC Tom Hill (Hertfordshire Constabulary), trained as specialist child abuse "
        "investigator in 2023, for 4 March 2026 at 10am at the interview suite at Hatfield, to "
        "gather evidence for criminal proceedings and as the examination in chief of a child "
        "witness. Free account first. Breaks after each twenty minutes. Leo’s bear may come."
    ),
    "RefusalOverridden": (
        "On 2 March 2026 at midday, the High Court, Family Division ordered (case FD26P00117) "
        "that a physical examination for Maya Carter may go ahead despite the refusal in entry "
        "12. No force is to be used, and Maya chooses who is with her."
    ),
    "SpecialMeasuresConsidered": (
        "On 2 March 2026 at midday, Ruth Okafor considered special measures for Maya Carter "
        "under Achieving Best Evidence in Criminal Proceedings: an intermediary and a live "
        "link. Maya loses the thread of long questions and is afraid to see Craig."
    ),
    "SpecialistAssessmentCompleted": (
        "On 2 March 2026 at midday, Anne Tully, speech and language therapist (Hertfordshire "
        "Community NHS Trust) completed the assessment asked for in entry 23. Leo understands "
        "much more than he says. He needs therapy twice a week."
    ),
    "SpecialistAssessmentRequested": (
        "On 2 March 2026 at midday, Ruth Okafor asked Anne Tully, speech and language therapist"
        " (Hertfordshire Community NHS Trust) for a speech and language assessment of Leo "
        "Carter, due on 27 March 2026. Dr Helen Marsh (Lister Hospital) co-ordinates it. Leo "
        "speaks in single words at five."
    ),
    "VideoEvidenceConsidered": (
        "On 2 March 2026 at midday, Ruth Okafor considered whether a visually recorded "
        "interview suits Maya Carter. Recording equipment was not, as far as is known, used to "
        "abuse the child. The interview is to be recorded on video. Nothing points to a camera."
        " Maya was shown the room and is at ease in it."
    ),
    "WitnessSupportArranged": (
        "On 2 March 2026 at midday, Ruth Okafor arranged preparation before the trial for Maya "
        "Carter with the Young Witness Service. A worker visits Maya at home, at her pace, and "
        "shows her an empty court."
    ),
}
