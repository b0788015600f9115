<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  A schema without abstract things: what is abstract is written out where it is used, and only one phase remains.

  Elements: sch:pattern with @is-a and sch:param, abstract sch:rule with sch:extends, sch:phase.
  Promises: in the result each pattern and rule is concrete; edition-schematron:problems() names what could not be resolved
  and what breaks the rules of Schematron, each at its place.
-->
<xsl:transform version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:edition-schematron="https://tei-edition.org/ns/schematron"
  exclude-result-prefixes="#all">

  <xsl:mode name="edition-schematron:instantiate" on-no-match="shallow-copy"/>
  <xsl:mode name="edition-schematron:substitute" on-no-match="shallow-copy"/>
  <xsl:mode name="edition-schematron:expand" on-no-match="shallow-copy"/>

  <xsl:key name="edition-schematron:pattern" match="sch:pattern[@abstract = 'true']" use="@id"/>
  <xsl:key name="edition-schematron:rule" match="sch:rule[@abstract = 'true']" use="@id"/>

  <xsl:variable name="edition-schematron:elements" as="xs:string*" select="
    'active', 'assert', 'copy-of', 'diagnostic', 'diagnostics', 'dir', 'emph', 'extends', 'group', 'include', 'let', 'name', 'ns', 'p',
    'param', 'pattern', 'phase', 'properties', 'property', 'report', 'rule', 'rules', 'schema', 'span', 'title', 'value-of'"/>
  <xsl:variable name="edition-schematron:bindings" as="xs:string*" select="
    '', 'xslt', 'xslt1', 'xslt2', 'xslt3', 'xpath', 'xpath1', 'xpath2', 'xpath3', 'xpath31', 'exslt'"/>

  <!-- Patterns made of abstract ones. -->

  <xsl:template match="sch:pattern[@is-a]" mode="edition-schematron:instantiate" as="element()?">
    <xsl:variable name="abstract" as="element(sch:pattern)?" select="key('edition-schematron:pattern', @is-a)[1]"/>
    <xsl:variable name="parameters" as="map(xs:string, xs:string)" select="
      map:merge((sch:param, $abstract/sch:param)/map {string(@name): string(@value)}, map {'duplicates': 'use-first'})"/>
    <xsl:if test="$abstract">
      <xsl:copy>
        <xsl:copy-of select="$abstract/(@* except (@abstract, @id, @documents)), @* except @is-a"/>
        <xsl:apply-templates mode="edition-schematron:substitute" select="
          $abstract/@documents[not(current()/@documents)], $abstract/(node() except sch:param), node() except sch:param,
          edition-schematron:told($abstract)">
          <xsl:with-param name="parameters" as="map(xs:string, xs:string)" select="$parameters" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <!-- The diagnostics and properties of a pattern's assertions: each instance has its own, with its parameters. -->
  <xsl:function name="edition-schematron:told" as="element()*">
    <xsl:param name="pattern" as="element()"/>
    <xsl:variable name="names" as="xs:string*" select="$pattern//(sch:assert | sch:report)/(@diagnostics | @properties)/tokenize(.)"/>
    <xsl:sequence select="root($pattern)//(sch:diagnostic | sch:property)[@id = $names][contains(string-join(.//@*, ' ') || ., '$')]"/>
  </xsl:function>

  <!-- A group is a pattern all of whose rules are applied. -->
  <xsl:template match="sch:group" mode="edition-schematron:instantiate" as="element(sch:pattern)">
    <sch:pattern edition-schematron:group="yes">
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </sch:pattern>
  </xsl:template>

  <xsl:template match="sch:pattern[@abstract = 'true']" mode="edition-schematron:instantiate" as="empty-sequence()" priority="2"/>

  <xsl:template match="sch:*/@context | sch:*/@test | sch:*/@select | sch:*/@path | sch:*/@value | sch:*/@subject | sch:*/@visit-each
    | sch:*/@documents | xsl:*/@select | xsl:*/@test" mode="edition-schematron:substitute" as="attribute()">
    <xsl:param name="parameters" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="edition-schematron:substituted(., $parameters)"/>
  </xsl:template>

  <xsl:template match="sch:*/text()" mode="edition-schematron:substitute" as="text()">
    <xsl:param name="parameters" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:value-of select="edition-schematron:substituted(., $parameters)"/>
  </xsl:template>

  <!-- $name becomes the parameter's value; a $name that is no parameter stays what it is, a variable. -->
  <xsl:function name="edition-schematron:substituted" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="parameters" as="map(xs:string, xs:string)"/>
    <!-- A full stop may be part of a name, but behind a name in a sentence it is none. -->
    <xsl:sequence select="string-join(
      analyze-string($text, '\$([\i-[:]]([\c-[:.]]|\.[\c-[:.]])*)')/*
      ! (if (self::*:match and map:contains($parameters, substring(., 2))) then $parameters(substring(., 2)) else string()))"/>
  </xsl:function>

  <!-- Rules that extend abstract ones, and the choice of a phase. -->

  <xsl:template match="sch:rule[@abstract = 'true']" mode="edition-schematron:expand" as="empty-sequence()"/>

  <xsl:template match="sch:pattern[not(edition-schematron:is-active(.))]" mode="edition-schematron:expand" as="empty-sequence()"/>

  <xsl:template match="sch:extends[@rule]" mode="edition-schematron:expand" as="node()*">
    <xsl:param name="extending" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="rule" as="element(sch:rule)?" select="edition-schematron:extended(.)"/>
    <xsl:if test="$rule and not(@rule = $extending)">
      <xsl:apply-templates select="$rule/node()" mode="edition-schematron:expand">
        <xsl:with-param name="extending" as="xs:string*" select="$extending, string(@rule)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <!-- The abstract rule of that name, in the same pattern or outside of any. -->
  <xsl:function name="edition-schematron:extended" as="element(sch:rule)?">
    <xsl:param name="extends" as="element(sch:extends)"/>
    <xsl:variable name="rules" as="element(sch:rule)*" select="key('edition-schematron:rule', $extends/@rule, root($extends))"/>
    <xsl:sequence select="$rules[.. is $extends/ancestor::sch:pattern[1] or parent::sch:rules or parent::sch:schema][1]"/>
  </xsl:function>

  <xsl:function name="edition-schematron:phase" as="xs:string">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:variable name="default" as="xs:string" select="string(($schema/@defaultPhase, '#ALL')[1])"/>
    <xsl:sequence select="if ($phase = ('', '#DEFAULT')) then $default else $phase"/>
  </xsl:function>

  <xsl:function name="edition-schematron:is-active" as="xs:boolean">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:variable name="schema" as="element(sch:schema)" select="$pattern/ancestor::sch:schema"/>
    <xsl:variable name="name" as="xs:string" select="edition-schematron:phase($schema)"/>
    <xsl:sequence select="$name = '#ALL' or $pattern/@id = $schema/sch:phase[@id = $name]/sch:active/@pattern"/>
  </xsl:function>

  <!-- What is wrong with a schema: maps of place and message. -->

  <xsl:function name="edition-schematron:problems" as="map(*)*">
    <xsl:param name="collected" as="document-node()"/>
    <xsl:param name="expanded" as="document-node()"/>
    <xsl:apply-templates select="$collected//sch:*" mode="edition-schematron:problems"/>
    <xsl:variable name="schema" as="element(sch:schema)" select="$collected/sch:schema"/>
    <xsl:variable name="wanted" as="xs:string" select="edition-schematron:phase($schema)"/>
    <xsl:if test="$wanted ne '#ALL' and not($schema/sch:phase/@id = $wanted)">
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

  <xsl:template match="sch:value-of[not(normalize-space(@select))]" mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., '&lt;value-of> has no @select.', 'Say in XPath what is to be shown.')"/>
  </xsl:template>

  <xsl:template match="sch:pattern[@is-a][not(key('edition-schematron:pattern', @is-a))]" mode="edition-schematron:problems" as="map(*)">
    <xsl:sequence select="edition-schematron:problem(., 'there is no abstract pattern “' || @is-a || '”.',
      'An abstract pattern has abstract=&quot;true&quot; and an id.')"/>
  </xsl:template>

  <!-- A parameter that an abstract pattern declares without a value must be given. -->
  <xsl:template match="(sch:pattern | sch:group)[@is-a]" mode="edition-schematron:problems" as="map(*)?" priority="-1">
    <xsl:variable name="given" as="xs:string*" select="sch:param/@name"/>
    <xsl:variable name="missing" as="xs:string*" select="key('edition-schematron:pattern', @is-a)[1]/sch:param[not(@value)]/@name[not(. = $given)]"/>
    <xsl:if test="exists($missing)">
      <xsl:sequence select="edition-schematron:problem(., 'the parameter “' || $missing[1] || '” of the abstract pattern “' || @is-a || '” has no value.',
        'Add &lt;param name=&quot;' || $missing[1] || '&quot; value=&quot;…&quot;/>.')"/>
    </xsl:if>
  </xsl:template>

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
