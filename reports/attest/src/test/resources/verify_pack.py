#!/usr/bin/env python3
"""verify_pack.py RUN [KEY.pem]: checks a sealed run folder of form 2 by docs/EVIDENCE-FORMAT.md, and its signature by KEY."""
import base64, hashlib, json, os, subprocess, sys, tempfile
run, bad, reading = sys.argv[1], [], sys.argv[1]
sha = lambda data: hashlib.sha256(data).hexdigest()
def data(name):
    global reading
    reading = name
    with open(os.path.join(run, name), 'rb') as file:
        return file.read()
wrong = lambda name, why: bad.append(f'{name}: {why}')
sys.excepthook = lambda kind, why, trace: print('\n'.join([*bad, f'{reading}: can not be read: {kind.__name__}: {why}']), file=sys.stderr)
there = set()
for top, folders, names in os.walk(run):
    for path in (os.path.join(top, one) for one in folders + names):
        name = os.path.relpath(path, run).replace(os.sep, '/')
        if os.path.islink(path) or not (os.path.isdir(path) or os.path.isfile(path)):
            sys.exit(f'{name}: is no plain file')
        if os.path.isfile(path):
            there.add(name)
if not {'chain.txt', 'manifest.json'} <= there or data('chain.txt')[65:71] != b'run 2 ':
    sys.exit(f'{run}: is no sealed run folder of form 2')
link, last, scenarios, ended, run_id, kinds = '0' * 64, {}, {}, ('', ''), '', []
lines = data('chain.txt').decode('latin-1').split('\n')
if lines.pop(): wrong('chain.txt', 'its last line is cut')
for number, line in enumerate(lines, 1):
    if line[64:65] != ' ' or sha((link + line[65:]).encode('latin-1')) != line[:64]:
        wrong('chain.txt', f'line {number} does not follow')
    link, words = line[:64], line[65:].split(' ')
    kinds.append(words[0])
    if words[0] == 'run': run_id = words[2]
    elif words[0] == 'file': last[words[2]] = words[1]
    elif words[0] == 'manifest': last['manifest.json'] = words[1]
    elif words[0] == 'end': ended = (link, words[1])
    elif words[0] == 'scenario':
        place, scenarios[words[4]] = words[4], (words[5:] or [run_id])[0]
        last.update({f'{place}/scenario.json': words[1], f'{place}/verdict.json': words[3]})
        if words[2] != '-': last[f'{place}/chain.txt'] = words[2]
if kinds[-2:] != ['end', 'manifest'] or any(kinds.count(kind) != 1 for kind in ('run', 'end', 'manifest')):
    wrong('chain.txt', 'does not end with the lines end and manifest, or has one of them or run twice')
for name, wanted in last.items():
    if name not in there or sha(data(name)) != wanted: wrong(name, 'is not what the chain says')
if len(scenarios) != kinds.count('scenario'): wrong('chain.txt', 'tells of a scenario twice')
for place, origin in scenarios.items():
    at = {name: (0, hashlib.sha256(f'dcm-rig chain\n{origin}\n{place}/{name}\n'.encode()).digest()[:16])
          for name in ('events.jsonl', 'frames.dcmt', 'network.jsonl', 'network.pcap')}
    files = {name: data(f'{place}/{name}') if f'{place}/{name}' in there else b'' for name in at}
    for line in data(f'{place}/chain.txt').decode('latin-1').splitlines() if f'{place}/chain.txt' in there else []:
        wanted, name, end = line.split(' ')
        begin, before = at[name]
        if hashlib.sha256(before + files[name][begin:int(end)]).digest()[:16].hex() != wanted:
            wrong(f'{place}/{name}', f'bytes {begin} to {end} are not the record that the chain says')
        at[name] = (int(end), bytes.fromhex(wanted))
    for name, (end, _) in at.items():
        if end != len(files[name]): wrong(f'{place}/{name}', 'is longer or shorter than its chain')
manifest, beside = json.loads(data('manifest.json')), {'manifest.json', 'chain.txt', 'attestation.intoto.jsonl', 'signers.pem', 'timestamp.tsr'}
if (manifest['chain'], manifest['digest'], manifest['id']) != (*ended, run_id): wrong('manifest.json', 'is of another chain')
for name in (set(manifest['files']) | there) - beside:
    if name not in there or manifest['files'].get(name, {}).get('sha256') != sha(data(name)): wrong(name, 'is not what the manifest says')
if len(sys.argv) > 2:  # DSSE (protocol 1.0) over an in-toto statement, whose subject is the manifest
    envelope = json.loads(data('attestation.intoto.jsonl'))
    payload, kind = base64.b64decode(envelope['payload']), envelope['payloadType'].encode()
    if json.loads(payload)['subject'][0]['digest']['sha256'] != sha(data('manifest.json')): wrong('attestation.intoto.jsonl', 'is of another manifest')
    if kind != b'application/vnd.in-toto+json': wrong('attestation.intoto.jsonl', 'is no in-toto statement')
    how = ['-rawin'] if b'ED25519' in subprocess.run(['openssl', 'pkey', '-pubin', '-in', sys.argv[2], '-noout', '-text'], capture_output=True).stdout else ['-rawin', '-digest', 'sha256']
    def verifies(signature):
        with tempfile.TemporaryDirectory() as work:
            for name, content in (('signed', b'DSSEv1 %d %s %d %s' % (len(kind), kind, len(payload), payload)), ('sig', base64.b64decode(signature))):
                with open(os.path.join(work, name), 'wb') as file: file.write(content)
            return not subprocess.run(['openssl', 'pkeyutl', '-verify', '-pubin', '-inkey', sys.argv[2], '-in', f'{work}/signed', '-sigfile', f'{work}/sig', *how], capture_output=True).returncode
    if not any(verifies(each['sig']) for each in envelope['signatures']): wrong('attestation.intoto.jsonl', 'the signature does not verify')
sys.exit('\n'.join(bad)) if bad else print(f'{run}: as it was recorded')
