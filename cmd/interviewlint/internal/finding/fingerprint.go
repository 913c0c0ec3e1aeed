package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/scanner"
	"go/token"
	"strings"
)

// SetFingerprints gives every finding a name that survives edits elsewhere,
// moves within the package and reformatting. Findings must be merged: those
// that nothing else tells apart are numbered by their place.
func SetFingerprints(findings []Finding) {
	seen := make(map[string]int)
	for i := range findings {
		f := &findings[i]
		key := f.Check + "\x00" + f.Category + "\x00" + f.Identity
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[key]))
		seen[key]++
		f.Fingerprint = hex.EncodeToString(sum[:8])
	}
}

// Normalize returns the tokens of src, without what gofmt or a comment may
// change.
func Normalize(src []byte) string {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(src))
	s.Init(file, src, nil, 0)
	var out []string
	for {
		_, tok, lit := s.Scan()
		switch tok {
		case token.EOF:
			return strings.Join(out, " ")
		case token.SEMICOLON: // most are implicit
			continue
		case token.RPAREN, token.RBRACE, token.RBRACK:
			if n := len(out); n > 0 && out[n-1] == "," {
				out = out[:n-1] // one line or several
			}
		}
		if lit == "" {
			lit = tok.String()
		}
		out = append(out, lit)
	}
}
