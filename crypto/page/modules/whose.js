/** Whose bundle a trust file can vouch for: shown before anything is checked. */
import { code, details, facts, heading, list, make } from "./elements.js";
import { readPolicy } from "./policy.js";
import { readCertificate } from "./certificate.js";
import { timeWords } from "./telling.js";

/**
 * What a trust file says of whose record it is about.
 * @param {import("./genesis.js").Trust} trust
 * @returns {Promise<Node[]>}
 * @throws {PolicyRefused} its policy is none.
 */
export async function describeTrust({ genesis, keys, policy, authorities }) {
  const witnesses = policy === "" ? [] : (await readPolicy(policy)).witnesses;
  const stampers = authorities.map((der) => readCertificate(der).name || "an authority without a name");
  return [
    heading("h2", "Whose record the trust file vouches for", "whose-heading"),
    facts([
      ["Ledger", genesis.name],
      ["Begun", timeWords(genesis.created)],
      ["Kind", genesis.demonstration ? "A demonstration: its times and people are invented" : null],
      ["Witnesses that it names", witnesses.length ? list(witnesses.map((one) => one.name)) : "none"],
      ["Time-stamping authorities that it names", stampers.length ? list(stampers) : "none"],
    ]),
    details(
      "Digests and keys, to compare with the authority",
      facts([
        ["Ledger id", code(genesis.ledger)],
        ["Key of the first registrar", code(genesis.registrar_key)],
        ["Keys of the log", list(keys.map((key) => code(`${key.name} ${key.x}`)))],
      ]),
    ),
    make("p", "If you do not know that this is the authority’s trust file, ask the authority to read "
      + "the ledger id to you: whoever may choose the trust file may choose the verdict."),
  ];
}
