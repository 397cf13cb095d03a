/** What the verifier of bundles refuses beyond bytes that are not in their form. */
import { Refused } from "../../js/errors.js";

/** An archive that is not one, or that could not be unpacked safely. */
export class ArchiveRefused extends Refused {}

/** A manifest that is not in its one accepted form. */
export class ManifestRefused extends Refused {}

/** A genesis document or trust file that is not in its one accepted form. */
export class GenesisRefused extends Refused {}

/** A certificate, or a chain of them, that does not hold. */
export class CertificateRefused extends Refused {}

/** A time stamp that does not hold. */
export class StampRefused extends Refused {}

/** A time stamp whose chain leads to none of the roots that were given, so that it says nothing. */
export class StampForeign extends StampRefused {}

/** A policy that is not in its form. */
export class PolicyRefused extends Refused {}

/** A checkpoint without the cosignatures that the policy asks for. */
export class QuorumMissing extends Refused {}

/** An entry of the directory that could not have been admitted. */
export class DirectoryRefused extends Refused {}

/** A list of contents that no officer of the ledger signed in its enquiry. */
export class IssueRefused extends Refused {}
