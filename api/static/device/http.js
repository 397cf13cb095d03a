/** Talking to the ledger that served this page, and to nobody else. */
import { Problem } from "./refusals.js";

/**
 * GET, as JSON.
 * @param {string} path
 * @returns {Promise<any>}
 * @throws {Problem} what the ledger answered instead, or `unreachable`.
 */
export function get(path) {
  return ask(path, {});
}

/**
 * GET, as JSON, without its being taken for somebody at work: an unattended page keeps nobody signed
 * in.
 * @param {string} path
 * @returns {Promise<any>}
 * @throws {Problem} as {@link get}.
 */
export function look(path) {
  return ask(path, { headers: { "Countersign-Look": "1" } });
}

/**
 * GET, as text.
 * @param {string} path
 * @returns {Promise<string>}
 * @throws {Problem} as {@link get}.
 */
export async function getText(path) {
  return (await answered(path, {})).text();
}

/**
 * POST JSON.
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<any>} null where the answer has no body
 * @throws {Problem} as {@link get}.
 */
export function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
}

async function ask(path, how) {
  const text = await (await answered(path, how)).text();
  return text === "" ? null : JSON.parse(text);
}

async function answered(path, how) {
  const headers = { Accept: "application/json", ...how.headers };
  const answer = await reached(path, { ...how, headers, credentials: "same-origin" });
  if (!answer.ok) {
    throw new Problem(await details(answer));
  }
  return answer;
}

async function reached(path, how) {
  try {
    return await fetch(path, { ...how, redirect: "error" });
  } catch (error) {
    const detail = "The ledger cannot be reached. Check your connection, then try again.";
    const title = "The ledger cannot be reached";
    throw new Problem({ status: 0, code: "unreachable", title, detail }, { cause: error });
  }
}

async function details(answer) {
  const type = answer.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/problem+json")) {
    return answer.json();
  }
  const title = `The server answered ${answer.status}`;
  return { status: answer.status, code: "unforeseen", title, detail: `${title}. Try again.` };
}
