// Command go_witness is a stock witness, and a stock client of witnesses, with nothing of ours in
// them but this command line: the packages of github.com/transparency-dev/witness do the work.
//
//	go_witness key NAME                     a signing key and its verifier key, a line each
//	go_witness serve SIGNING-KEY LOG-VKEY…  a witness of these logs; prints its URL once it serves
//	go_witness submit URL OLD < CHECKPOINT  a client: proof lines as arguments behind OLD
//	go_witness open VKEY… < CHECKPOINT      which witnesses cosigned it, and when, a line each
package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"

	f_note "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"

	w_http "github.com/transparency-dev/witness/client/http"
	"github.com/transparency-dev/witness/persistence/inmemory"
	"github.com/transparency-dev/witness/witness"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: go_witness key|serve|submit …")
	}
	commands := map[string]func([]string) error{"key": key, "serve": serve, "submit": submit, "open": open}
	command, known := commands[os.Args[1]]
	if !known {
		log.Fatalf("unknown command %q", os.Args[1])
	}
	if err := command(os.Args[2:]); err != nil {
		log.Fatal(err)
	}
}

func key(args []string) error {
	private, public, err := note.GenerateKey(rand.Reader, args[0])
	if err != nil {
		return err
	}
	cosigning, err := f_note.VKeyToCosignatureV1(public)
	fmt.Printf("%s\n%s\n", private, cosigning)
	return err
}

func serve(args []string) error {
	signer, err := f_note.NewSignerForCosignatureV1(args[0])
	if err != nil {
		return err
	}
	logs := map[string]note.Verifier{}
	for _, vkey := range args[1:] {
		verifier, err := note.NewVerifier(vkey)
		if err != nil {
			return err
		}
		logs[verifier.Name()] = verifier
	}
	stock, err := witness.New(context.Background(), witness.Opts{
		Persistence: inmemory.New(),
		Signers:     []note.Signer{signer},
		VerifierForLog: func(_ context.Context, origin string) (note.Verifier, bool, error) {
			verifier, known := logs[origin]
			return verifier, known, nil
		},
	})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	http.HandleFunc("POST /add-checkpoint", witness.NewHTTPHandler(stock).AddCheckpoint)
	fmt.Printf("http://%s\n", listener.Addr())
	return http.Serve(listener, nil)
}

// submit prints what the witness answered: its signature lines, or the kind of its refusal and, of
// a conflict, the size that it says it has.
func submit(args []string) error {
	address, err := url.Parse(args[0])
	if err != nil {
		return err
	}
	old, err := strconv.ParseUint(args[1], 10, 64)
	if err != nil {
		return err
	}
	var proof [][]byte
	for _, line := range args[2:] {
		hash, err := base64.StdEncoding.DecodeString(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	checkpoint, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	client := w_http.NewWitness(address, http.DefaultClient)
	lines, size, err := client.Update(context.Background(), old, checkpoint, proof)
	if errors.Is(err, witness.ErrCheckpointStale) {
		fmt.Printf("conflict %d\n", size)
		return nil
	}
	if err != nil {
		fmt.Printf("refused %v\n", err)
		return nil
	}
	fmt.Printf("%s", lines)
	return nil
}

func open(args []string) error {
	var verifiers []note.Verifier
	for _, vkey := range args {
		verifier, err := f_note.NewVerifierForCosignatureV1(vkey)
		if err != nil {
			return err
		}
		verifiers = append(verifiers, verifier)
	}
	checkpoint, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	opened, err := note.Open(checkpoint, note.VerifierList(verifiers...))
	if err != nil {
		return err
	}
	for _, signature := range opened.Sigs {
		at, err := f_note.CoSigV1Timestamp(signature)
		if err != nil {
			return err
		}
		fmt.Printf("%s %d\n", signature.Name, at.Unix())
	}
	return nil
}
