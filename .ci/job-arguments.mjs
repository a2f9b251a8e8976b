// SPDX-License-Identifier: Apache-2.0
// Prints the arguments of a manifest's container, one a line, as a pod gets them: with its name, and /evidence elsewhere.
// job-arguments.mjs MANIFEST POD FOLDER
import { readFileSync } from "node:fs";

const [manifest, pod, folder] = process.argv.slice(2);
const line = readFileSync(manifest, "utf8").split("\n").find(text => /^ +args: \[/.test(text));
for (const word of JSON.parse(line.replace(/^ +args: /, "")))
  console.log(word.replace("$(POD_NAME)", pod).replace("/evidence", folder));
