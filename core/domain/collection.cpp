// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/collection.h"

#include <algorithm>

namespace copper {

namespace {

std::size_t countOf(const std::vector<CollectionItem> &items)
{
    std::size_t count = items.size();
    for (const CollectionItem &item : items)
        count += countOf(item.items);
    return count;
}

void collectSteps(const std::vector<CollectionItem> &items, const Step &at,
                  std::vector<Step> &steps)
{
    for (std::size_t i = 0; i < items.size(); ++i) {
        Step step = at;
        step.path.push_back(i);
        step.name = items[i].name;
        if (items[i].isFolder()) {
            step.folders << step.name;
            collectSteps(items[i].items, step, steps);
        } else {
            steps.push_back(std::move(step));
        }
    }
}

} // namespace

const Environment *Collection::environment(const QString &wanted) const
{
    const auto found = std::find_if(environments.begin(), environments.end(),
                                    [&](const Environment &each) { return each.name == wanted; });
    return found == environments.end() ? nullptr : &*found;
}

const CollectionItem *itemAt(const Collection &collection, const ItemPath &path)
{
    const std::vector<CollectionItem> *items = &collection.items;
    const CollectionItem *item = nullptr;
    for (const std::size_t place : path) {
        if (place >= items->size())
            return nullptr;
        item = &(*items)[place];
        items = &item->items;
    }
    return item;
}

CollectionItem *itemAt(Collection &collection, const ItemPath &path)
{
    return const_cast<CollectionItem *>(itemAt(std::as_const(collection), path));
}

std::size_t countItems(const Collection &collection)
{
    return countOf(collection.items);
}

QString Step::fullName() const
{
    return (folders + QStringList(name)).join(QLatin1Char('/'));
}

std::vector<Step> stepsOf(const Collection &collection)
{
    std::vector<Step> steps;
    collectSteps(collection.items, {}, steps);
    return steps;
}

bool isVariableName(const QString &name)
{
    return !name.isEmpty() && name.size() <= kMaxVariableName &&
           std::all_of(name.begin(), name.end(), [](QChar c) {
               const char16_t u = c.unicode();
               return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') ||
                      (u >= u'0' && u <= u'9') || u == u'_' || u == u'-' || u == u'.';
           });
}

const Variable *findVariable(const std::vector<Variable> &variables, const QString &name)
{
    const auto found = std::find_if(variables.begin(), variables.end(),
                                    [&](const Variable &each) { return each.name == name; });
    return found == variables.end() ? nullptr : &*found;
}

void setVariable(std::vector<Variable> &variables, const QString &name, const QString &value)
{
    const auto found = std::find_if(variables.begin(), variables.end(),
                                    [&](const Variable &each) { return each.name == name; });
    if (found == variables.end())
        variables.push_back({name, value});
    else
        found->value = value;
}

} // namespace copper
