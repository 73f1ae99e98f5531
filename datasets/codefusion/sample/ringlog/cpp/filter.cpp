#include <algorithm>
#include <functional>
#include <iostream>
#include <regex>
#include <string>
#include <vector>

#include "ring_log.hpp"

namespace ringcpp {

using Filter = std::function<bool(const std::string &)>;

Filter contains(std::string word) {
    return [word = std::move(word)](const std::string &line) { return line.find(word) != std::string::npos; };
}

Filter matches(const std::string &pattern) {
    return [expression = std::regex(pattern)](const std::string &line) { return std::regex_search(line, expression); };
}

Filter all_of(std::vector<Filter> filters) {
    return [filters = std::move(filters)](const std::string &line) {
        return std::all_of(filters.begin(), filters.end(), [&](const Filter &filter) { return filter(line); });
    };
}

std::vector<std::string> select(const Log &log, const Filter &filter) {
    std::vector<std::string> selected;
    for (const auto &line : log.lines()) {
        if (filter(line)) {
            selected.push_back(line);
        }
    }
    return selected;
}

std::string trim(const std::string &text) {
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string::npos) {
        return "";
    }
    const auto to = text.find_last_not_of(" \t\r\n");
    return text.substr(from, to - from + 1);
}

} // namespace ringcpp
