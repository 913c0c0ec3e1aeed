package jsonnumber

import (
	"encoding/json"
	"io"
)

func typed(b []byte) (int, error) {
	var m struct{ ID int }
	err := json.Unmarshal(b, &m)
	return m.ID, err
}

func float(b []byte) int {
	var m map[string]any
	json.Unmarshal(b, &m)
	f, _ := m["id"].(float64)
	return int(f)
}

func number(r io.Reader) int {
	var m map[string]any
	dec := json.NewDecoder(r)
	dec.UseNumber()
	dec.Decode(&m)
	n, _ := m["id"].(json.Number).Int64()
	return int(n)
}

func general(b []byte) int {
	var v any
	json.Unmarshal(b, &v)
	switch v := v.(type) {
	case int:
		return v
	case float64:
		return int(v)
	}
	return 0
}

func own(b []byte) int {
	var m map[string]any
	json.Unmarshal(b, &m)
	m["n"] = 7
	return m["n"].(int)
}

func notDecoded(m map[string]any) int { return m["id"].(int) }

func decodeOr(b []byte, or map[string]any) map[string]any {
	m := map[string]any{}
	if json.Unmarshal(b, &m) != nil {
		return or
	}
	return m
}

func byHelperOr(b []byte) int {
	return decodeOr(b, map[string]any{"n": 1})["n"].(int)
}

type notice struct {
	Name string
	Data map[string]any
}

func newNotice(n int64) *notice {
	return &notice{Data: map[string]any{"count": n}}
}

func (e *notice) count() int64 {
	n, _ := e.Data["count"].(int64)
	return n
}

func loadNotice(data []byte) (*notice, error) {
	e := new(notice)
	err := json.Unmarshal(data, e)
	return e, err
}
