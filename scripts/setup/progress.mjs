const SPINNER = ["|", "/", "-", "\\"];
const FRAME_MS = 250;
const DOT_MS = 5_000;

/**
 * Shows one line of progress until the returned function is called, which adds how long it took. In a terminal the line moves. In a
 * log it gets a dot now and then.
 * @param {string} text
 * @param {NodeJS.WriteStream} [stream]
 * @returns {() => void}
 */
export function showProgress(text, stream = process.stderr) {
  return stream.isTTY ? spin(text, stream) : drip(text, stream);
}

/**
 * @param {string} text
 * @param {NodeJS.WriteStream} stream
 */
function spin(text, stream) {
  const start = Date.now();
  let frame = 0;
  const draw = () => {
    stream.write(`\r${text} ${SPINNER[frame % SPINNER.length]} ${elapsed(Date.now() - start)}`);
    frame += 1;
  };
  draw();
  const timer = setInterval(draw, FRAME_MS);
  return () => {
    clearInterval(timer);
    stream.write(`\r${text}   ${elapsed(Date.now() - start)}\n`);
  };
}

/**
 * @param {string} text
 * @param {NodeJS.WriteStream} stream
 */
function drip(text, stream) {
  const start = Date.now();
  stream.write(text);
  const timer = setInterval(() => stream.write("."), DOT_MS);
  return () => {
    clearInterval(timer);
    stream.write(` ${elapsed(Date.now() - start)}\n`);
  };
}

/** @param {number} milliseconds */
function elapsed(milliseconds) {
  const seconds = Math.floor(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
