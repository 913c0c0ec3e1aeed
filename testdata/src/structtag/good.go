package structtag

import (
	"encoding/json"
	"fmt"
	"reflect"
)

type fine struct {
	Name   string `json:"name,omitempty" db:"name"`
	Hidden string `json:"-"`
	note   string
	custom string `mytag:"x"`
	dash   string `json:"-"`
	_      int    `json:"pad"`
}

func use(f fine) string { return f.note + f.custom + f.dash }

func tagged(f fine) ([]byte, error) { return json.Marshal(f) }

type point struct{ X, Y int }

func words(p point) ([]byte, error) { return json.Marshal(p) }

type own struct{ LongName string }

func (o own) MarshalJSON() ([]byte, error) { return []byte(o.LongName), nil }

func encodesItselfWell(o own) ([]byte, error) { return json.Marshal(o) }

type partly struct {
	UserName string `json:"user_name"`
	RealName string
}

func partlyTagged(p partly) ([]byte, error) { return json.Marshal(p) }

type opaque struct{ id int }

func (o *opaque) UnmarshalJSON(data []byte) error { return json.Unmarshal(data, &o.id) }

func ownForm(data []byte) (o opaque, err error) {
	err = json.Unmarshal(data, &o)
	return o, err
}

func empty() ([]byte, error) { return json.Marshal(struct{}{}) }

type settings struct {
	Host  string   `query:"host"`
	given []string `query:"given"`
}

func (s *settings) keys() (keys []string) {
	for f := range reflect.TypeFor[settings]().Fields() {
		if key := f.Tag.Get("query"); key != "given" {
			keys = append(keys, key)
		}
	}
	return append(keys, s.given...)
}

type logLine struct {
	UserAgent string
	Cost      int
}

func logs(l logLine) {
	text, _ := json.Marshal(l)
	fmt.Println(string(text))
}

// The package writes and reads the form itself.
type image struct {
	BitSet    []byte
	HashCount int
}

func (i image) dump() ([]byte, error) { return json.Marshal(i) }

func restore(data []byte) (*image, error) {
	i := image{}
	if err := json.Unmarshal(data, &i); err != nil {
		return nil, err
	}
	return &i, nil
}
