// All that is asked of the server. Changes go one after the other, in the order in which they were made.

/** The server has ended, or the way to it is cut. */
export class Unreachable extends Error {}

/** The server has answered that it will not; the message is its sentence. */
export class Refused extends Error {}

const PART = 400; // ids in one request

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, redirect: "error" });
  } catch {
    throw new Unreachable("memesweep cannot be reached.");
  }
  if (response.status === 403) throw new Unreachable("This page has been closed.");
  if (!response.ok) throw new Refused((await response.text()).trim());
  return response.json();
}

let queue = Promise.resolve();

function change(path, body = {}) {
  const options = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const answer = queue.then(() => ask(path, options));
  queue = answer.catch(() => undefined);
  return answer;
}

export const fetchState = () => ask("api/state");
export const fetchPictures = () => ask("api/pictures");

/** Save decisions; however many pictures, they are one step to undo. */
export async function saveDecisions(ids, choice) {
  const step = crypto.getRandomValues(new Uint32Array(2)).join("-");
  const parts = [];
  for (let start = 0; start < ids.length; start += PART) parts.push(ids.slice(start, start + PART));
  // All in the queue at once: an undo that comes meanwhile waits for the last of them.
  const answers = await Promise.all(parts.map((part) => change("api/decisions", { ids: part, choice, step })));
  return {
    choices: Object.assign({}, ...answers.map(({ choices }) => choices)),
    failed: Object.assign({}, ...answers.map(({ failed }) => failed)),
  };
}

export const undoStep = () => change("api/decisions/undo");
export const prepare = () => change("api/prepare");
export const cancel = () => change("api/cancel");
export const approve = (proposal, objections) => change("api/sweep", { proposal, objections });
export const stop = () => change("api/stop");
export const undoSweep = () => change("api/undo");
export const rescan = () => change("api/scan");
export const finish = () => change("api/finish");
