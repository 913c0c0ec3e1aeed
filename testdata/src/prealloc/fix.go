package prealloc

import (
	"strings"
)

// Nobody can tell whether names is nil.
func joined(us []user) string {
	var names []string // of all
	for range us {
		names = append(names, "u") // want `make it with capacity len\(us\)`
	}
	return strings.Join(names, ",")
}

// The result must stay nil if there are no users.
func mayBeNil(us []user) []int {
	// All of them.
	var out []int
	for _, u := range us {
		out = append(out, u.id) // want `make it with capacity len\(us\)`
	}
	return out
}

func neverNil(us []user) []int {
	out := []int{}
	for _, u := range us {
		out = append(out, u.id) // want `make it with capacity len\(us\)`
	}
	return out
}

func lengthKnownLater(load func() ([]user, error)) ([]int, error) {
	out := []int{}
	us, err := load()
	if err != nil {
		return nil, err
	}
	for _, u := range us {
		out = append(out, u.id) // want `make it with capacity len\(us\)`
	}
	return out, nil
}

func fieldLater(t *team) []int {
	ids := make([]int, 0)
	if t == nil {
		return nil
	}
	for _, u := range t.members {
		ids = append(ids, u.id) // want `make it with capacity len\(t.members\)`
	}
	return ids
}

type names []string

func named(us []user) names {
	out := names{
		// none yet
	}
	for range us {
		out = append(out, "u") // want `make it with capacity len\(us\)`
	}
	return out
}

func grouped(t *team) int {
	var (
		n   = 1
		ids []int
	)
	for _, u := range t.members {
		ids = append(ids, u.id) // want `make it with capacity len\(t.members\)`
	}
	for _, id := range ids {
		n += id
	}
	return n
}

func negative(n int) []int {
	out := []int{}
	for i := range n {
		out = append(out, i) // want `make it with capacity n`
	}
	return out
}

func constant() []int {
	out := []int{}
	for i := range 20 {
		out = append(out, i) // want `make it with capacity 20`
	}
	return out
}

func hidden(us []user, slices, len int) []int {
	var out []int
	for _, u := range us {
		out = append(out, u.id+slices+len) // want `make it with capacity len\(us\)`
	}
	return out
}

func twoSlices(us []user) ([]int, []string) {
	var ids []int
	for _, u := range us {
		ids = append(ids, u.id) // want `make it with capacity len\(us\)`
	}
	var texts []string
	for range ids {
		texts = append(texts, "") // want `make it with capacity len\(ids\)`
	}
	return ids, texts
}
