#pragma once

#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

extern "C" {
#include "ringlog.h"
}

namespace ringcpp {

class Log {
public:
    explicit Log(size_t capacity) : log_(ringlog_open(capacity), ringlog_close) {
        if (!log_) {
            throw std::bad_alloc();
        }
    }

    void write(const std::string &line) {
        if (ringlog_write(log_.get(), line.c_str()) != 0) {
            throw std::length_error("the line is longer than the log");
        }
    }

    std::vector<std::string> lines() const {
        std::vector<std::string> all;
        auto visit = [](const char *line, void *context) {
            static_cast<std::vector<std::string> *>(context)->emplace_back(line);
            return 0;
        };
        ringlog_each(log_.get(), visit, &all);
        return all;
    }

private:
    std::unique_ptr<struct ringlog, decltype(&ringlog_close)> log_;
};

} // namespace ringcpp
