package locks_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

// TestApart asks whether the declaration keeps the field n apart from the lock.
func TestApart(t *testing.T) {
	tests := []struct {
		name, fields string
		want         bool
	}{
		{"below the lock", "mu sync.Mutex\nn int", false},
		{"in another group", "mu sync.Mutex\na int\n\nn int", true},
		{"in the group before", "n int\n\nmu sync.Mutex\na int", true},
		{"a group of the lock alone", "mu sync.Mutex\n\nn int", false},
		{"the lock at the end of its group", "a int\nmu sync.Mutex\n\nn int", false},
		{"above in one group", "n int\nmu sync.Mutex\na int", false},
		{"a comment between", "mu sync.Mutex\na int\n// for all\nn int", false},
		{"a comment behind a blank line", "mu sync.Mutex\na int\n\n// for one\nn int", true},
		{"embedded", "sync.Mutex\na int\n\nn int", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, "package snippet\nimport \"sync\"\ntype T struct {\n"+test.fields+"\n}\n")
			m := &locks.Model{Flow: p}
			owner := p.Types.Scope().Lookup("T")
			name := "mu"
			if test.name == "embedded" {
				name = "Mutex"
			}
			if got := m.Apart(access.Class{Owner: owner, Var: name}, access.Class{Owner: owner, Var: "n"}); got != test.want {
				t.Errorf("got %t", got)
			}
		})
	}
}
