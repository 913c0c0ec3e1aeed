package divzero

import (
	"errors"
	"net/http"
	"strconv"
	"time"
)

func points(r *http.Request, span time.Duration) (int64, error) {
	step, err := time.ParseDuration(r.FormValue("step"))
	if err != nil {
		return 0, err
	}
	return int64(span / step), nil // want `the division panics when step is 0`
}

// seconds reads a number of seconds, or a duration.
func seconds(s string) (time.Duration, error) {
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		return time.Duration(f * float64(time.Second)), nil
	}
	if d, err := time.ParseDuration(s); err == nil {
		return d, nil
	}
	return 0, errors.New("no duration: " + s)
}

func tooMany(r *http.Request, from, to time.Time) (bool, error) {
	step, err := seconds(r.FormValue("step"))
	if err != nil {
		return false, err
	}
	return to.Sub(from)/step > 11000, nil // want `the division panics when step is 0`
}

func pages(total int, perPage string) int {
	n, err := strconv.Atoi(perPage)
	if err != nil {
		n = 20
	}
	return total / n
}

func remainder(x uint64, mod string) (uint64, error) {
	m, err := strconv.ParseUint(mod, 10, 64)
	if err != nil {
		return 0, err
	}
	return x % m, nil // want `the division panics when m is 0`
}

func checked(r *http.Request, span time.Duration) (int64, error) {
	step, err := seconds(r.FormValue("step"))
	if err != nil || step <= 0 {
		return 0, errors.New("no step")
	}
	return int64(span / step), nil
}

// positive reads a number that is not 0.
func positive(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, err
	}
	if n < 1 {
		return 0, errors.New("not positive")
	}
	return n, nil
}

func shards(total int, s string) (int, error) {
	n, err := positive(s)
	if err != nil {
		return 0, err
	}
	return total / n, nil
}

func atLeastOne(total int, s string) int {
	n, _ := strconv.Atoi(s)
	return total / max(n, 1)
}

func ratio(total float64, s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return total / f
}

func halves(s string) int {
	n, _ := strconv.Atoi(s)
	return n / 2
}
