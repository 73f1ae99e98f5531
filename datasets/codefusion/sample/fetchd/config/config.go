package config

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// Config says how to fetch.
type Config struct {
	Workers int
	Timeout time.Duration
	Agent   string
}

// Load reads `key: value` lines.
func Load(path string) (*Config, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	config := &Config{Workers: 4, Timeout: 10 * time.Second, Agent: "fetchd"}
	lines := bufio.NewScanner(file)
	for number := 1; lines.Scan(); number++ {
		key, value, ok := splitPair(lines.Text())
		if !ok {
			continue
		}
		if err := config.set(key, value); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, number, err)
		}
	}
	return config, lines.Err()
}

func (c *Config) set(key, value string) (err error) {
	switch key {
	case "workers":
		c.Workers, err = strconv.Atoi(value)
	case "timeout":
		c.Timeout, err = time.ParseDuration(value)
	case "agent":
		c.Agent = value
	default:
		err = fmt.Errorf("unknown key %q", key)
	}
	return err
}

func splitPair(line string) (key, value string, ok bool) {
	if at := strings.IndexByte(line, ';'); at >= 0 {
		line = line[:at]
	}
	key, value, ok = strings.Cut(line, ":")
	if !ok {
		return "", "", false
	}
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value), true
}
