# SPDX-License-Identifier: Apache-2.0
# Makes the vectors beside it. Run once with python-tuf 5.1.0 and securesystemslib 1.4.0:
#   python3 python_tuf_vectors.py FOLDER
import datetime, hashlib, json, os, sys
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (DelegatedRole, Delegations, Metadata, MetaFile, Root, Snapshot,
                              TargetFile, Targets, Timestamp)
from tuf.api.serialization.json import JSONSerializer

out = sys.argv[1]
texts = [
    {}, {"b": 1, "a": [1, 2, {"z": None, "y": True, "x": False}]},
    {"quote\"back\\slash": "line\nend\ttab\r\u0001\u007f"},
    {"\u20ac": "euro", "a": "\u00e4\u00f6", "Z": "capital before small", "aa": "", "a\u0000": "nul"},
    {"\uffff": 1, "\U0001f697": 2, "\ue000": 3, "\ud7ff": 4},
    {"n": [0, -1, 9007199254740993, 9223372036854775807, -9223372036854775808]},
    {"empty": [], "object": {}, "nested": [[[]], {"a": {"b": {"c": []}}}]},
    {"slash": "a/b", "html": "<>&'", "u": "\u2028\u2029"},
]
with open(os.path.join(out, "canonical.txt"), "w") as f:
    for t in texts:
        f.write(json.dumps(t) + "\n" + encode_canonical(t).encode("utf-8").hex() + "\n")

signers = {s: g() for s, g in [("ed25519", CryptoSigner.generate_ed25519),
                               ("rsassa-pss-sha256", CryptoSigner.generate_rsa),
                               ("ecdsa-sha2-nistp256", CryptoSigner.generate_ecdsa)]}
with open(os.path.join(out, "signatures.jsonl"), "w") as f:
    for signer in signers.values():
        payload = b"signed by securesystemslib"
        f.write(json.dumps({"keyid": signer.public_key.keyid, "key": signer.public_key.to_dict(),
                            "payload": payload.hex(), "sig": signer.sign(payload).signature}) + "\n")

end = datetime.datetime(2099, 1, 1, tzinfo=datetime.timezone.utc)
rsa, ed, ec = signers["rsassa-pss-sha256"], signers["ed25519"], signers["ecdsa-sha2-nistp256"]
repo = os.path.join(out, "repository")
os.makedirs(repo, exist_ok=True)
root = Root(version=1, expires=end, consistent_snapshot=True)
for role in ["root", "targets"]:
    root.add_key(rsa.public_key, role); root.add_key(ed.public_key, role)
    root.roles[role].threshold = 2
root.add_key(ed.public_key, "snapshot"); root.add_key(ec.public_key, "timestamp")
root.unrecognized_fields["x-note"] = "unknown fields are signed, too: \u20ac \"\\"

def write(signed, by, name):
    md = Metadata(signed)
    for s in by:
        md.sign(s, append=True)
    data = md.to_bytes(JSONSerializer())
    with open(os.path.join(repo, name), "wb") as f:
        f.write(data)
    return data

write(root, [rsa, ed], "1.root.json")
image = b"an image of the supplier"
t = TargetFile.from_data("firmware/mhu-1.bin", image, ["sha256", "sha512"])
t.unrecognized_fields["custom"] = {"hardwareIds": ["mhu-hw-1"], "releaseCounter": 4}
supplier = Targets(version=1, expires=end, targets={"firmware/mhu-1.bin": t})
delegation = DelegatedRole("supplier", [], 1, True, ["firmware/mhu-*"])
targets = Targets(version=1, expires=end, delegations=Delegations({}, {"supplier": delegation}))
targets.add_key(ed.public_key, "supplier")
files = {"supplier.json": write(supplier, [ed], "1.supplier.json"),
         "targets.json": write(targets, [rsa, ed], "1.targets.json")}
snapshot = Snapshot(version=1, expires=end, meta={
    n: MetaFile(1, len(d), {"sha256": hashlib.sha256(d).hexdigest()}) for n, d in files.items()})
d = write(snapshot, [ed], "1.snapshot.json")
write(Timestamp(version=1, expires=end, snapshot_meta=MetaFile(1, len(d), {
    "sha256": hashlib.sha256(d).hexdigest()})), [ec], "timestamp.json")
