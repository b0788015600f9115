<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  What is wrong with a schema, besides expressions that are no XPath: those the compiler finds.

  Elements: all of Schematron.
  Promises: a map for each mistake, with its place, what it is and what to do.
-->
<xsl:transform version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:edition-schematron="https://tei-edition.org/ns/schematron"
  exclude-result-prefixes="#all">

  <xsl:variable name="edition-schematron:elements" as="xs:string*" select="
    'active', 'assert', 'copy-of', 'diagnostic', 'diagnostics', 'dir', 'emph', 'extends', 'group', 'include', 'let', 'library', 'name', 'ns', 'p',
    'param', 'pattern', 'phase', 'properties', 'property', 'report', 'rule', 'rules', 'schema', 'span', 'title', 'value-of'"/>
  <xsl:variable name="edition-schematron:bindings" as="xs:string*" select="
    '', 'xslt', 'xslt1', 'xslt2', 'xslt3', 'xpath', 'xpath1', 'xpath2', 'xpath3', 'xpath31', 'exslt'"/>

  <xsl:function name="edition-schematron:problems" as="map(*)*">
    <xsl:param name="collected" as="document-node()"/>
    <xsl:apply-templates select="$collected//sch:*" mode="edition-schematron:problems"/>
    <xsl:variable name="schema" as="element(sch:schema)" select="$collected/sch:schema"/>
    <xsl:variable name="wanted" as="xs:string" select="edition-schematron:phase($schema)"/>
    <xsl:if test="not($wanted = ('#ALL', '#ANY')) and not($schema/sch:phase/@id = $wanted)">
      <xsl:sequence select="edition-schematron:problem($schema, 'there is no phase “' || $wanted || '” in this schema.',
        if ($schema/sch:phase) then 'Its phases are ' || string-join($schema/sch:phase/@id, ', ') || '.' else 'It has no phases.')"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="edition-schematron:problem" as="map(*)">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="message" as="xs:string"/>
    <xsl:param name="hint" as="xs:string"/>
    <xsl:sequence select="map {
      'at': string($element/ancestor-or-self::*[@edition-schematron:at][1]/@edition-schematron:at), 'message': $message, 'hint': $hint}"/>
  </xsl:function>

  <xsl:mode name="edition-schematron:problems" on-no-match="deep-skip"/>

  <xsl:template match="sch:*[not(local-name() = $edition-schematron:elements)]" mode="edition-schematron:problems" as="map(*)" priority="3">
    <xsl:sequence select="edition-schematron:problem(., '&lt;' || name() || '> is no element of Schematron.', 'Check its spelling.')"/>
  </xsl:template>

  <xsl:template match="sch:schema[not(lower-case(@queryBinding) = $edition-schematron:bindings)][@queryBinding]"
    mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., 'the query binding “' || @queryBinding || '” is not understood.',
      'Write queryBinding=&quot;xslt3&quot; (or xslt2) if the rules are in XPath.')"/>
  </xsl:template>

  <xsl:template match="(sch:assert | sch:report)[not(normalize-space(@test))]" mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., '&lt;' || local-name() || '> has no @test.', 'Say in XPath what is to be tested.')"/>
  </xsl:template>

  <xsl:template match="sch:rule[not(@abstract = 'true')][not(normalize-space(@context))]" mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., '&lt;rule> has no @context.', 'Say which nodes it is for, or make it abstract.')"/>
  </xsl:template>

  <xsl:template match="sch:let[not(normalize-space(@name))]" mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., '&lt;let> has no @name.', 'Name the variable.')"/>
  </xsl:template>

  <xsl:template match="sch:ns[not(@prefix) or not(@uri)]" mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., '&lt;ns> needs @prefix and @uri.', 'Add what is missing.')"/>
  </xsl:template>

  <xsl:template match="sch:schema/sch:param[not(@name) or not(@value)]" mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., 'a parameter of the schema needs @name and @value.', 'Add what is missing.')"/>
  </xsl:template>

  <xsl:template match="sch:schema/sch:ns[@uri != preceding-sibling::sch:ns[@prefix = current()/@prefix]/@uri]"
    mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., 'the prefix “' || @prefix || '” already stands for ' || preceding-sibling::sch:ns[@prefix = current()/@prefix][1]/@uri || '.',
      'One prefix, one namespace, in all files that a schema is made of.')"/>
  </xsl:template>

  <xsl:template match="sch:phase[not(normalize-space(@id))]" mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., '&lt;phase> has no @id.', 'Name the phase.')"/>
  </xsl:template>

  <xsl:template match="sch:value-of[not(normalize-space(@select))]" mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., '&lt;value-of> has no @select.', 'Say in XPath what is to be shown.')"/>
  </xsl:template>

  <xsl:template match="(sch:pattern | sch:group)[@is-a][empty(edition-schematron:abstract(.))]" mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., 'there is no abstract ' || local-name() || ' “' || @is-a || '”.',
      'An abstract ' || local-name() || ' has abstract=&quot;true&quot; and an id.')"/>
  </xsl:template>

  <!-- A parameter that the abstract pattern declares without a value must be given, and none that it does not know. -->
  <xsl:template match="(sch:pattern | sch:group)[@is-a]" mode="edition-schematron:problems" as="map(*)*" priority="-1">
    <xsl:variable name="instance" as="element()" select="."/>
    <xsl:variable name="abstract" as="element()?" select="edition-schematron:abstract(.)"/>
    <xsl:variable name="known" as="xs:string*" select="$abstract ! edition-schematron:parameters(.)"/>
    <xsl:variable name="name" as="xs:string" select="'the abstract ' || local-name() || ' “' || @is-a || '”'"/>
    <xsl:for-each select="$abstract/sch:param[not(@value)][not(@name = $instance/sch:param/@name)]">
      <xsl:sequence select="edition-schematron:problem($instance, 'the parameter “' || @name || '” of ' || $name || ' has no value.',
        'Add &lt;param name=&quot;' || @name || '&quot; value=&quot;…&quot;/>.')"/>
    </xsl:for-each>
    <xsl:for-each select="sch:param[$abstract][not(@name = $known)]">
      <xsl:sequence select="edition-schematron:problem(., $name || ' has no parameter “' || @name || '”.',
        (if (exists($known)) then 'It has ' || string-join($known, ', ') || '; correct' else 'Correct')
        || ' the name, or declare it there: &lt;param name=&quot;' || @name || '&quot;/>.')"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The parameters of an abstract pattern: those that it declares. Before the edition of 2025 nobody had to declare
       them: where none is declared, whatever it refers to may be one. -->
  <xsl:function name="edition-schematron:parameters" as="xs:string*">
    <xsl:param name="abstract" as="element()"/>
    <xsl:variable name="declared" as="xs:string*" select="$abstract/sch:param/@name"/>
    <xsl:variable name="text" as="xs:string" select="
      string-join(($abstract, edition-schematron:told($abstract))/descendant-or-self::*/(@*, text()), ' ')"/>
    <xsl:sequence select="
      if (exists($declared) or number($abstract/ancestor::sch:schema/@schematronEdition) ge 2025) then $declared
      else distinct-values(analyze-string($text, $edition-schematron:reference)//*:group[@nr = '1']/string())"/>
  </xsl:function>

  <xsl:template match="sch:extends[@rule]" mode="edition-schematron:problems" as="map(*)?">
    <xsl:choose>
      <xsl:when test="empty(edition-schematron:extended(.))">
        <xsl:sequence select="edition-schematron:problem(., 'there is no abstract rule “' || @rule || '”.',
          'An abstract rule has abstract=&quot;true&quot; and an id, and stands in the same pattern.')"/>
      </xsl:when>
      <xsl:when test="edition-schematron:reaches(edition-schematron:extended(.), ancestor::sch:rule[1], ())">
        <xsl:sequence select="edition-schematron:problem(., 'the rule “' || @rule || '” extends itself.', 'Remove one link of the circle.')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="sch:active[not(@pattern = ancestor::sch:schema//(sch:pattern | sch:group)/@id)]" mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., 'there is no pattern “' || @pattern || '” to be active.', 'Check its id.')"/>
  </xsl:template>

  <xsl:template match="(sch:assert | sch:report)[tokenize(@diagnostics)[not(. = current()/ancestor::sch:schema//sch:diagnostic/@id)]]"
    mode="edition-schematron:problems" as="map(*)">
    <xsl:variable name="known" as="xs:string*" select="ancestor::sch:schema//sch:diagnostic/@id"/>
    <xsl:sequence select="edition-schematron:problem(.,
      'there is no diagnostic “' || tokenize(@diagnostics)[not(. = $known)][1] || '”.', 'Check its id.')"/>
  </xsl:template>

  <!-- Does a rule extend, by whatever way, the rule that extends it? -->
  <xsl:function name="edition-schematron:reaches" as="xs:boolean">
    <xsl:param name="from" as="element(sch:rule)?"/>
    <xsl:param name="to" as="element(sch:rule)?"/>
    <xsl:param name="seen" as="element(sch:rule)*"/>
    <xsl:sequence select="
      exists($from) and ($from is $to or
        (if ($from intersect $seen) then false()
         else some $next in $from/sch:extends[@rule] satisfies edition-schematron:reaches(edition-schematron:extended($next), $to, ($seen, $from))))"/>
  </xsl:function>
</xsl:transform>
