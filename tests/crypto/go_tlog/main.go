// Command go_tlog answers questions about notes and trees with Go's own sumdb packages, so that the
// formats are checked by software that shares no line with ours. It reads one JSON array of requests
// and writes one of answers; an error is an answer.
package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log"
	"os"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type request struct {
	Do     string
	Note   []byte
	Text   string
	Name   string
	Keys   []string
	Leaves [][]byte
	Proof  []tlog.Hash
	Old    int64
	Size   int64
	Root   tlog.Hash
	Before tlog.Hash
}

type answer struct {
	Error   string      `json:"error,omitempty"`
	Text    string      `json:"text,omitempty"`
	Note    []byte      `json:"note,omitempty"`
	Names   []string    `json:"names,omitempty"`
	Unknown []string    `json:"unknown,omitempty"`
	Private string      `json:"private,omitempty"`
	Public  string      `json:"public,omitempty"`
	Root    *tlog.Hash  `json:"root,omitempty"`
	Proof   []tlog.Hash `json:"proof,omitempty"`
}

func main() {
	var requests []request
	if err := json.NewDecoder(os.Stdin).Decode(&requests); err != nil {
		log.Fatal(err)
	}
	answers := make([]answer, len(requests))
	for i, r := range requests {
		if err := r.answer(&answers[i]); err != nil {
			answers[i].Error = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		log.Fatal(err)
	}
}

func (r request) answer(a *answer) error {
	switch r.Do {
	case "generate":
		return r.generate(a)
	case "sign":
		return r.sign(a)
	case "open":
		return r.open(a)
	case "prove record", "prove tree":
		return r.prove(a)
	case "check record":
		leaf := tlog.RecordHash(r.Leaves[0])
		return tlog.CheckRecord(r.Proof, r.Size, r.Root, r.Old, leaf)
	case "check tree":
		return tlog.CheckTree(r.Proof, r.Size, r.Root, r.Old, r.Before)
	}
	return fmt.Errorf("unknown request %q", r.Do)
}

func (r request) generate(a *answer) (err error) {
	a.Private, a.Public, err = note.GenerateKey(rand.Reader, r.Name)
	return err
}

func (r request) sign(a *answer) error {
	var signers []note.Signer
	for _, key := range r.Keys {
		signer, err := note.NewSigner(key)
		if err != nil {
			return err
		}
		signers = append(signers, signer)
	}
	var err error
	a.Note, err = note.Sign(&note.Note{Text: r.Text}, signers...)
	return err
}

func (r request) open(a *answer) error {
	var verifiers []note.Verifier
	for _, key := range r.Keys {
		verifier, err := note.NewVerifier(key)
		if err != nil {
			return err
		}
		verifiers = append(verifiers, verifier)
	}
	opened, err := note.Open(r.Note, note.VerifierList(verifiers...))
	if err != nil {
		return err
	}
	a.Text = opened.Text
	for _, signature := range opened.Sigs {
		a.Names = append(a.Names, signature.Name)
	}
	for _, signature := range opened.UnverifiedSigs {
		a.Unknown = append(a.Unknown, signature.Name)
	}
	return nil
}

// prove builds the tree itself and answers with its root, and with the proof of record Old, or of
// the growth from the tree of size Old.
func (r request) prove(a *answer) error {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			hashes[i] = stored[index]
		}
		return hashes, nil
	})
	for i, leaf := range r.Leaves {
		hashes, err := tlog.StoredHashes(int64(i), leaf, reader)
		if err != nil {
			return err
		}
		stored = append(stored, hashes...)
	}
	size := int64(len(r.Leaves))
	root, err := tlog.TreeHash(size, reader)
	if err != nil {
		return err
	}
	a.Root = &root
	if r.Do == "prove record" {
		a.Proof, err = tlog.ProveRecord(size, r.Old, reader)
	} else {
		a.Proof, err = tlog.ProveTree(size, r.Old, reader)
	}
	return err
}
