package nilmap

import (
	"encoding/json"
	"errors"
	"log"
	"os"
)

func readCounts(path string) (map[string]int, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	counts := make(map[string]int)
	if err := json.Unmarshal(data, &counts); err != nil {
		return nil, err
	}
	return counts, nil
}

func goesOnAfterTheError(path string) map[string]int {
	counts, err := readCounts(path)
	if err != nil {
		log.Printf("counts: %v", err)
	}
	counts["starts"]++ // want `write to counts panics when readCounts has failed: it is nil then`
	return counts
}

func dropsTheError(path string) map[string]int {
	counts, _ := readCounts(path)
	counts["starts"]++ // want `write to counts panics when readCounts has failed: it is nil then`
	return counts
}

func looksTooLate(path string) (map[string]int, error) {
	counts, err := readCounts(path)
	counts["starts"]++ // want `write to counts panics when readCounts has failed: it is nil then`
	return counts, err
}

func onlyOtherErrors(path string) (map[string]int, error) {
	counts, err := readCounts(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	counts["starts"]++ // want `write to counts panics when readCounts has failed: it is nil then`
	return counts, nil
}

type setStore struct{ sets map[string]map[string]bool }

func newSetStore() *setStore { return &setStore{sets: make(map[string]map[string]bool)} }

func (r *setStore) set(name string, create bool) (map[string]bool, bool) {
	if !create {
		return nil, false
	}
	s := make(map[string]bool)
	r.sets[name] = s
	return s, true
}

func (r *setStore) notedOnly(name string, create bool) {
	s, ok := r.set(name, create)
	if !ok {
		log.Print("no set ", name)
	}
	s["x"] = true // want `write to s panics when set has failed: it is nil then`
}

func returnsOnError(path string) (map[string]int, error) {
	counts, err := readCounts(path)
	if err != nil {
		return nil, err
	}
	counts["starts"]++
	return counts, nil
}

func exitsOnError(path string) map[string]int {
	counts, err := readCounts(path)
	if err != nil {
		log.Fatal(err)
	}
	counts["starts"]++
	return counts
}

func makesOneOnError(path string) map[string]int {
	counts, err := readCounts(path)
	if err != nil {
		counts = make(map[string]int)
	}
	counts["starts"]++
	return counts
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func checkedByHelper(path string) map[string]int {
	counts, err := readCounts(path)
	must(err)
	counts["starts"]++
	return counts
}

func nilTested(path string) map[string]int {
	counts, err := readCounts(path)
	if err != nil {
		log.Print(err)
	}
	if counts != nil {
		counts["starts"]++
	}
	return counts
}

// readOrEmpty returns an empty map where there is no file.
func readOrEmpty(path string) (map[string]int, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return map[string]int{}, err
	}
	if err != nil {
		return nil, err
	}
	counts := make(map[string]int)
	return counts, json.Unmarshal(data, &counts)
}

func knowsWhichError(path string) (map[string]int, error) {
	counts, err := readOrEmpty(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	counts["starts"]++
	return counts, nil
}

func flagged(path string, quiet bool) map[string]int {
	counts, err := readCounts(path)
	failed := err != nil
	if failed {
		return nil
	}
	counts["starts"]++
	return counts
}

type tagMap map[string]string

func (l *tagMap) set(k, v string) { (*l)[k] = v }

func (l *tagMap) lazy(k, v string) {
	if *l == nil {
		*l = make(tagMap)
	}
	(*l)[k] = v
}

func setLabel(l *tagMap, k, v string) { (*l)[k] = v }

func newedNamedMap() *tagMap {
	l := new(tagMap)
	l.set("a", "b") // want `the map that l points to is nil here, and set writes to it: this panics`
	l.set("c", "d")
	return l
}

func newedThroughFunction() *tagMap {
	l := new(tagMap)
	setLabel(l, "a", "b") // want `the map that l points to is nil here, and setLabel writes to it: this panics`
	return l
}

func newedGeneric() int {
	m := new(pairs[int])
	m.put(1, 2) // want `the map that m points to is nil here, and put writes to it: this panics`
	return len(*m)
}

type pairs[T comparable] map[T]T

func (p *pairs[T]) put(k, v T) { (*p)[k] = v }

func newedAndMade() *tagMap {
	l := new(tagMap)
	*l = make(tagMap)
	l.set("a", "b")
	return l
}

func newedLazy() *tagMap {
	l := new(tagMap)
	l.lazy("a", "b")
	l.set("c", "d")
	return l
}

func newedFilledElsewhere(data []byte) *tagMap {
	l := new(tagMap)
	if err := json.Unmarshal(data, l); err != nil {
		return nil
	}
	l.set("c", "d")
	return l
}
