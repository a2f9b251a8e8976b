// SPDX-License-Identifier: Apache-2.0
// @tufjs/models (npm) reads and verifies what our repositories wrote: node tufjs-judge.cjs FOLDER
const fs = require('fs');
const path = require('path');
const { Metadata, MetadataKind } = require('@tufjs/models');

const folder = process.argv[2];
let checks = 0;

function check(repository) {
  const dir = path.join(folder, repository);
  const read = (kind, name) =>
    Metadata.fromJSON(kind, JSON.parse(fs.readFileSync(path.join(dir, name), 'utf8')));
  const newest = (role) =>
    fs.readdirSync(dir).filter((name) => name.endsWith(`.${role}.json`))
      .sort((a, b) => parseInt(a) - parseInt(b)).pop();
  const verify = (by, role, of) => {
    by.verifyDelegate(role, of);
    // The same with another version must not pass: a judge that takes all is none.
    of.signed.unrecognizedFields.changed = 1;
    let refused = false;
    try {
      by.verifyDelegate(role, of);
    } catch (e) {
      refused = true;
    }
    if (!refused) throw new Error(`${repository}: ${role} was changed, and still verifies`);
    delete of.signed.unrecognizedFields.changed;
    checks++;
  };

  let root = read(MetadataKind.Root, '1.root.json');
  verify(root, 'root', root);
  for (let next = 2; fs.existsSync(path.join(dir, `${next}.root.json`)); next++) {
    const newer = read(MetadataKind.Root, `${next}.root.json`);
    verify(root, 'root', newer);
    verify(newer, 'root', newer);
    root = newer;
  }
  const timestamp = read(MetadataKind.Timestamp, 'timestamp.json');
  verify(root, 'timestamp', timestamp);
  const file = newest('snapshot');
  timestamp.signed.snapshotMeta.verify(fs.readFileSync(path.join(dir, file)));
  const snapshot = read(MetadataKind.Snapshot, file);
  verify(root, 'snapshot', snapshot);
  const targets = read(MetadataKind.Targets, newest('targets'));
  verify(root, 'targets', targets);
  for (const role of Object.keys((targets.signed.delegations || { roles: {} }).roles || {})) {
    verify(targets, role, read(MetadataKind.Targets, newest(role)));
  }
}

check('director');
check('image');
console.log(`@tufjs/models verified ${checks} files of ours, and refused each with a change`);
