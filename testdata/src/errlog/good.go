package errlog

import (
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
)

func onlyReturned(path string) error {
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("remove: %w", err)
	}
	return nil
}

func onlyLogged(path string) {
	if err := os.Remove(path); err != nil {
		log.Print(err)
	}
}

func loggedAndRecovered(path string) error {
	if err := os.Remove(path); err != nil {
		log.Print(err)
		return nil
	}
	return nil
}

func otherError(path string) error {
	if err := os.Remove(path); err != nil {
		log.Print(err)
		return errors.New("internal error")
	}
	return nil
}

func debugged(path string) error {
	if err := os.Remove(path); err != nil {
		slog.Debug("remove", "err", err)
		return err
	}
	return nil
}
