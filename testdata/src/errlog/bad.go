package errlog

import (
	"fmt"
	"log"
	"log/slog"
	"os"
)

func printed(path string) error {
	err := os.Remove(path)
	if err != nil {
		log.Printf("remove %s: %v", path, err) // want `err is logged here and returned as well, so it is reported twice`
		return err
	}
	return nil
}

func wrapped(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		slog.Error("read", "err", err) // want `err is logged here and returned as well`
		return nil, fmt.Errorf("read: %w", err)
	}
	return data, nil
}

type service struct{ logger *log.Logger }

func (s *service) remove(path string) error {
	if err := os.Remove(path); err != nil {
		s.logger.Println("remove", err) // want `err is logged here and returned as well`
		return err
	}
	return nil
}

func inLiteral() func() error {
	return func() error {
		if err := os.Remove("x"); err != nil {
			log.Print(err.Error()) // want `err is logged here and returned as well`
			return err
		}
		return nil
	}
}
