<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The stylesheet that checks, written from a schema without abstract things.

  Promises: one mode for all rules of all patterns; the earlier a rule stands the higher its priority, and each
  hands on to the next with the number of its pattern, so that one walk serves every pattern. What is found comes
  as JSON: the number of the assertion (a), the ordinal of the element (n), the attribute (t) or the kind (k) and ordinal
  (i) of another node, the document if it is another one (u), the message (m), the diagnostics (d) and properties (p);
  or the error (e) of an expression that failed, and whether it was the rule's own (w).
-->
<xsl:transform version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:out="https://tei-edition.org/ns/schematron/alias"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:edition-schematron="https://tei-edition.org/ns/schematron"
  exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:mode name="edition-schematron:generate" on-no-match="deep-skip"/>
  <xsl:mode name="edition-schematron:content" on-no-match="shallow-skip"/>
  <xsl:mode name="edition-schematron:xslt" on-no-match="shallow-copy"/>

  <xsl:key name="edition-schematron:text" match="sch:diagnostic | sch:property" use="@id"/>

  <!-- Which nodes the rules can be about; elements always, the rest only where a context may mean them. -->
  <xsl:function name="edition-schematron:selection" as="xs:string">
    <xsl:param name="contexts" as="xs:string*"/>
    <xsl:param name="start" as="xs:string"/>
    <xsl:variable name="outside" as="xs:string*" select="$contexts ! edition-schematron:outside-predicates(.)"/>
    <xsl:variable name="any" as="xs:boolean" select="$outside ! matches(., 'node\(\)|[$(]\s*$|^\s*\.|\$|key\(|id\(|self::|ancestor') = true()"/>
    <xsl:variable name="kinds" as="xs:string*" select="
      if ($any or $outside ! matches(., '(^|\|)\s*/\s*($|\|)|document-node|root\(') = true()) then 'document-node()' else (),
      '*',
      if ($any or $outside ! contains(., 'text()') = true()) then 'text()' else (),
      if ($any or $outside ! contains(., 'comment()') = true()) then 'comment()' else (),
      if ($any or $outside ! contains(., 'processing-instruction') = true()) then 'processing-instruction()' else ()"/>
    <xsl:variable name="paths" as="xs:string*" select="
      $kinds ! ($start || '/descendant-or-self::' || .),
      if ($any or $outside ! matches(., '@|attribute') = true()) then $start || '/descendant-or-self::*/@*' else ()"/>
    <xsl:sequence select="string-join($paths, ', ')"/>
  </xsl:function>

  <!-- A pattern without strings, comments and what stands in square brackets. -->
  <xsl:function name="edition-schematron:outside-predicates" as="xs:string">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string" select="replace($pattern, '&quot;[^&quot;]*&quot;|''[^'']*''|\(:.*?:\)|Q\{[^}]*\}', '', 's')"/>
    <xsl:variable name="less" as="xs:string" select="replace($bare, '\[[^\[\]]*\]', '')"/>
    <xsl:sequence select="if ($less eq $bare) then $bare else edition-schematron:outside-predicates($less)"/>
  </xsl:function>

  <xsl:function name="edition-schematron:number" as="xs:integer">
    <xsl:param name="assertion" as="element()"/>
    <xsl:sequence select="$assertion/accumulator-before('edition-schematron:assertions') - 1"/>
  </xsl:function>

  <xsl:accumulator name="edition-schematron:assertions" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="sch:rule/sch:assert | sch:rule/sch:report" select="$value + 1"/>
  </xsl:accumulator>

  <!-- ================= the schema ================= -->

  <xsl:template match="sch:schema" mode="edition-schematron:generate" as="element()">
    <xsl:variable name="names" as="xs:string*" select="edition-schematron:clashing(.)"/>
    <out:stylesheet version="3.0" expand-text="no">
      <xsl:call-template name="edition-schematron:namespaces"/>
      <xsl:if test="$base">
        <xsl:attribute name="xml:base" select="$base"/>
      </xsl:if>
      <out:global-context-item use="optional"/>
      <out:mode name="edition-schematron:rules" on-no-match="deep-skip"/>
      <xsl:for-each select="sch:pattern[@documents]">
        <out:mode name="{edition-schematron:mode(.)}" on-no-match="deep-skip"/>
      </xsl:for-each>
      <out:accumulator name="edition-schematron:ordinal" initial-value="0">
        <out:accumulator-rule match="*" select="$value + 1"/>
      </out:accumulator>
      <xsl:for-each select="map {'text': 'text()', 'comment': 'comment()', 'instruction': 'processing-instruction()'} => map:for-each(function($kind, $pattern) {[$kind, $pattern]})">
        <out:accumulator name="edition-schematron:{.(1)}" initial-value="0">
          <out:accumulator-rule match="{.(2)}" select="$value + 1"/>
        </out:accumulator>
      </xsl:for-each>
      <xsl:apply-templates select="xsl:*" mode="edition-schematron:xslt"/>
      <xsl:apply-templates select="sch:let, sch:phase[@id = edition-schematron:phase(current())]/sch:let" mode="edition-schematron:global"/>
      <xsl:apply-templates select="sch:pattern/sch:let" mode="edition-schematron:global">
        <xsl:with-param name="clashing" as="xs:string*" select="$names" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:call-template name="edition-schematron:machinery"/>
      <xsl:apply-templates select="sch:pattern/sch:rule" mode="edition-schematron:generate">
        <xsl:with-param name="clashing" as="xs:string*" select="$names" tunnel="yes"/>
      </xsl:apply-templates>
    </out:stylesheet>
  </xsl:template>

  <!-- The prefixes of sch:ns, and those in scope on the schema for whoever forgot one. -->
  <xsl:template name="edition-schematron:namespaces" as="node()*">
    <xsl:variable name="declared" as="map(xs:string, xs:string)" select="
      map:merge((sch:ns/map {string(@prefix): string(@uri)}, namespace::*[name() ne '']/map {name(): string()}),
        map {'duplicates': 'use-first'})"/>
    <xsl:for-each select="sort(map:keys($declared)[not(. = ('', 'xml', 'xsl', 'edition-schematron'))])">
      <xsl:namespace name="{.}" select="$declared(.)"/>
    </xsl:for-each>
    <xsl:namespace name="edition-schematron" select="'https://tei-edition.org/ns/schematron'"/>
  </xsl:template>

  <!-- The mode of a pattern's rules: a pattern for other documents has one of its own. -->
  <xsl:function name="edition-schematron:mode" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="
      if ($pattern/@documents) then 'edition-schematron:documents-' || count($pattern/preceding-sibling::sch:pattern) + 1
      else 'edition-schematron:rules'"/>
  </xsl:function>

  <xsl:template name="edition-schematron:machinery" as="element()*">
    <xsl:variable name="from" as="attribute()?" select="sch:phase[@id = edition-schematron:phase(current())]/@from"/>
    <out:template name="edition-schematron:check">
      <out:variable name="found">
        <xsl:attribute name="as">map(*)*</xsl:attribute>
        <xsl:variable name="contexts" as="xs:string*" select="sch:pattern[not(@documents)]/sch:rule/@context"/>
        <out:apply-templates mode="edition-schematron:rules"
          select="{edition-schematron:selection($contexts, if ($from) then '$edition-schematron:starts' else '')}"/>
        <xsl:apply-templates select="sch:pattern[@documents]" mode="edition-schematron:documents"/>
      </out:variable>
      <out:sequence select="serialize(array {{$found}}, map {{'method': 'json'}})"/>
    </out:template>
    <out:template match="." mode="#all" priority="-1"/>
    <xsl:if test="$from">
      <out:mode name="edition-schematron:start" on-no-match="deep-skip"/>
      <out:template match="{$from}" mode="edition-schematron:start">
        <out:sequence select="."/>
      </out:template>
      <out:variable name="edition-schematron:starts">
        <xsl:attribute name="as">node()*</xsl:attribute>
        <out:apply-templates select="/, //node()" mode="edition-schematron:start"/>
      </out:variable>
    </xsl:if>
    <out:function name="edition-schematron:place">
      <out:param name="node"/>
      <out:variable name="element" select="($node[. instance of node()]/ancestor-or-self::*)[last()]"/>
      <out:map>
        <out:if test="not(root($node) is $edition-schematron:document)">
          <out:map-entry key="'u'" select="string(base-uri(root($node)))"/>
        </out:if>
        <out:map-entry key="'n'" select="if ($element) then $element/accumulator-before('edition-schematron:ordinal') - 1 else 0"/>
        <out:if test="$node instance of attribute()">
          <out:map-entry key="'t'" select="name($node)"/>
        </out:if>
        <out:if test="$node instance of text() or $node instance of comment() or $node instance of processing-instruction()">
          <out:variable name="kind" select="
            if ($node instance of text()) then 'text' else if ($node instance of comment()) then 'comment' else 'instruction'"/>
          <out:map-entry key="'k'" select="$kind"/>
          <out:map-entry key="'i'" select="$node/accumulator-before('edition-schematron:' || $kind) - 1"/>
        </out:if>
      </out:map>
    </out:function>
    <out:function name="edition-schematron:failed">
      <out:param name="node"/>
      <out:param name="assertion"/>
      <out:param name="whole"/>
      <out:param name="description"/>
      <out:map>
        <out:sequence select="edition-schematron:place($node)"/>
        <out:map-entry key="'a'" select="$assertion"/>
        <out:map-entry key="'w'" select="$whole"/>
        <out:map-entry key="'e'" select="$description"/>
      </out:map>
    </out:function>
    <out:variable name="edition-schematron:document" select="/"/>
  </xsl:template>

  <xsl:mode name="edition-schematron:documents" on-no-match="deep-skip"/>

  <!-- A pattern whose rules are for the documents that an expression names. -->
  <xsl:template match="sch:pattern" mode="edition-schematron:documents" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="first" as="element()?" select="(sch:rule/(sch:assert | sch:report))[1]"/>
    <out:for-each select="$edition-schematron:document">
      <xsl:variable name="content" as="element()">
        <out:for-each>
          <xsl:copy-of select="@edition-schematron:at"/>
          <xsl:attribute name="select" select="'for $uri in (' || edition-schematron:expression(@documents, $clashing)
            || ') return doc(resolve-uri(string($uri), string(base-uri(/))))'"/>
          <out:apply-templates select="{edition-schematron:selection(sch:rule/@context, '')}" mode="{edition-schematron:mode(.)}"/>
        </out:for-each>
      </xsl:variable>
      <xsl:sequence select="edition-schematron:guarded($content, edition-schematron:failure($first, 'true()'))"/>
    </out:for-each>
  </xsl:template>

  <!-- ================= variables ================= -->

  <!-- Names that two patterns, or a pattern and the schema, give to different things. -->
  <xsl:function name="edition-schematron:clashing" as="xs:string*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:for-each-group select="$schema/(sch:let | sch:pattern/sch:let | sch:phase/sch:let | xsl:variable | xsl:param)" group-by="string(@name)">
      <xsl:sequence select="current-grouping-key()[count(current-group()) gt 1]"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The name of a variable of a pattern: its own, unless it clashes. -->
  <xsl:function name="edition-schematron:variable" as="xs:string">
    <xsl:param name="let" as="element()"/>
    <xsl:param name="clashing" as="xs:string*"/>
    <xsl:sequence select="
      if ($let/parent::sch:pattern and $let/@name = $clashing)
      then $let/@name || '-in-pattern-' || (count($let/../preceding-sibling::sch:pattern) + 1)
      else string($let/@name)"/>
  </xsl:function>

  <!-- An expression in a pattern, with the clashing names of the pattern's own variables replaced. -->
  <xsl:function name="edition-schematron:expression" as="xs:string">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:param name="clashing" as="xs:string*"/>
    <xsl:variable name="own" as="element(sch:let)*" select="$attribute/ancestor::sch:pattern[1]/sch:let[@name = $clashing]"/>
    <!-- A name that a rule, a function or the expression itself binds is not the global one. -->
    <xsl:variable name="bound" as="xs:string*" select="
      $attribute/ancestor::sch:rule[1]/(sch:let | xsl:variable)[. &lt;&lt; $attribute/..]/@name,
      $attribute/ancestor::xsl:*//(self::xsl:param | self::xsl:variable)/@name,
      analyze-string($attribute, '(for|some|every|let|,)\s+\$([\i-[:]][\c-[:]]*)')//*:group[@nr = '2']/string()"/>
    <xsl:variable name="global" as="element(sch:let)*" select="
      if ($careful)
      then $attribute/ancestor::sch:schema/(sch:let | sch:phase/sch:let | sch:pattern/sch:let)[@value][not(@name = $bound)]
      else ()"/>
    <xsl:sequence select="
      if (empty(($own, $global))) then string($attribute)
      else string-join(
        analyze-string($attribute, '(&quot;[^&quot;]*&quot;|''[^'']*''|\(:.*?:\))|\$\s*([\i-[:]][\c-[:]]*)', 's')/*
        ! edition-schematron:renamed(., $own, $global, $clashing, if ($attribute/ancestor::xsl:function) then '()' else '.'))"/>
  </xsl:function>

  <xsl:function name="edition-schematron:renamed" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="own" as="element(sch:let)*"/>
    <xsl:param name="global" as="element(sch:let)*"/>
    <xsl:param name="clashing" as="xs:string*"/>
    <xsl:param name="here" as="xs:string"/>
    <xsl:variable name="name" as="xs:string" select="string($part/*:group[@nr = '2'])"/>
    <xsl:variable name="let" as="element(sch:let)?" select="($own[@name = $name], $global[@name = $name][not(parent::sch:pattern)], $global[@name = $name])[1]"/>
    <xsl:sequence select="
      if (not($name) or empty($let)) then string($part)
      else if ($careful) then 'edition-schematron:let-' || edition-schematron:variable($let, $clashing) || '(' || $here || ')'
      else '$' || edition-schematron:variable($let, $clashing)"/>
  </xsl:function>

  <xsl:mode name="edition-schematron:global" on-no-match="deep-skip"/>

  <xsl:template match="sch:let" mode="edition-schematron:global" as="element()*">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="name" as="xs:string" select="edition-schematron:variable(., $clashing)"/>
    <xsl:call-template name="edition-schematron:variable">
      <xsl:with-param name="name" as="xs:string" select="$name"/>
    </xsl:call-template>
    <xsl:if test="$careful and @value">
      <!-- The body depends on where it is called, or else the optimiser may move it out of the xsl:try around the call. -->
      <out:function name="edition-schematron:let-{$name}">
        <out:param name="here"/>
        <out:for-each select="($edition-schematron:document[exists($here)], $edition-schematron:document)[1]">
          <out:sequence select="{edition-schematron:expression(@value, $clashing)}"/>
        </out:for-each>
      </out:function>
    </xsl:if>
  </xsl:template>

  <xsl:template name="edition-schematron:variable" as="element()">
    <xsl:param name="name" as="xs:string" select="string(@name)"/>
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <out:variable name="{$name}">
      <xsl:copy-of select="@as, @edition-schematron:at"/>
      <xsl:choose>
        <xsl:when test="@value">
          <xsl:attribute name="select" select="edition-schematron:expression(@value, $clashing)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="node()" mode="edition-schematron:xslt"/>
        </xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:template>

  <xsl:template match="sch:let" mode="edition-schematron:generate" as="element()">
    <xsl:call-template name="edition-schematron:variable"/>
  </xsl:template>

  <!-- ================= rules ================= -->

  <xsl:template match="sch:rule" mode="edition-schematron:generate" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <!-- In a pattern the first rule that fits is the only one; in a group every one that fits. -->
    <xsl:variable name="pattern" as="xs:integer" select="
      if (../@edition-schematron:group) then 1000000 + count(preceding::sch:rule) else count(../preceding-sibling::sch:pattern) + 1"/>
    <xsl:variable name="position" as="xs:integer" select="count(preceding-sibling::sch:rule | ../preceding-sibling::sch:pattern/sch:rule)"/>
    <xsl:variable name="context" as="xs:string" select="edition-schematron:expression(@context, $clashing)"/>
    <xsl:variable name="again" as="xs:boolean" select="
      (count(../sch:rule) gt 1 and not(../@edition-schematron:group)) or matches(edition-schematron:outside-predicates($context), '\||union')"/>
    <xsl:variable name="content" as="element()*">
      <xsl:choose>
        <xsl:when test="@visit-each">
          <out:variable name="edition-schematron:context" select="."/>
          <out:for-each select="{edition-schematron:expression(@visit-each, $clashing)}">
            <xsl:apply-templates select="sch:let | xsl:*" mode="edition-schematron:generate"/>
            <xsl:apply-templates select="sch:assert | sch:report" mode="edition-schematron:generate"/>
          </out:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="sch:let | xsl:*" mode="edition-schematron:generate"/>
          <xsl:apply-templates select="sch:assert | sch:report" mode="edition-schematron:generate"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="body" as="element()*" select="
      edition-schematron:guarded($content, edition-schematron:failure((sch:assert, sch:report)[1], 'true()'))"/>
    <out:template match="{$context}" mode="{edition-schematron:mode(..)}" priority="{1000000 - $position}">
      <xsl:copy-of select="@edition-schematron:at"/>
      <out:param name="edition-schematron:fired" tunnel="yes" select="()"/>
      <xsl:choose>
        <xsl:when test="not(sch:assert | sch:report)"/>
        <xsl:when test="$again">
          <out:if test="not($edition-schematron:fired = {$pattern})">
            <xsl:sequence select="$body"/>
          </out:if>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$body"/>
        </xsl:otherwise>
      </xsl:choose>
      <out:next-match>
        <xsl:if test="$again">
          <out:with-param name="edition-schematron:fired" tunnel="yes" select="$edition-schematron:fired, {$pattern}"/>
        </xsl:if>
      </out:next-match>
    </out:template>
  </xsl:template>

  <xsl:template match="sch:rule/xsl:*" mode="edition-schematron:generate" as="element()">
    <xsl:apply-templates select="." mode="edition-schematron:xslt"/>
  </xsl:template>

  <!-- Content whose errors are caught and told: twice as dear to compile, so only where one has been met. -->
  <xsl:function name="edition-schematron:guarded" as="element()*">
    <xsl:param name="content" as="element()*"/>
    <xsl:param name="failure" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$careful">
        <out:try>
          <xsl:sequence select="$content"/>
          <out:catch>
            <out:sequence select="{$failure}"/>
          </out:catch>
        </out:try>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The map for an expression that failed; whole says that it was the rule's variables or the rule itself. -->
  <xsl:function name="edition-schematron:failure" as="xs:string">
    <xsl:param name="assertion" as="element()?"/>
    <xsl:param name="whole" as="xs:string"/>
    <xsl:sequence select="
      'edition-schematron:failed(., ' || ($assertion/edition-schematron:number(.), -1)[1] || ', ' || $whole
      || ', string($Q{http://www.w3.org/2005/xqt-errors}description))'"/>
  </xsl:function>

  <xsl:template match="sch:assert | sch:report" mode="edition-schematron:generate" as="element()*">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="test" as="xs:string" select="edition-schematron:expression(@test, $clashing)"/>
    <xsl:variable name="found" as="element()*">
      <xsl:call-template name="edition-schematron:found"/>
    </xsl:variable>
    <xsl:variable name="content" as="element()">
      <xsl:choose>
        <xsl:when test="self::sch:report">
          <out:if>
            <xsl:copy-of select="@edition-schematron:at"/>
            <xsl:attribute name="test" select="$test"/>
            <xsl:sequence select="$found"/>
          </out:if>
        </xsl:when>
        <xsl:otherwise>
          <out:choose>
            <out:when>
              <xsl:copy-of select="@edition-schematron:at"/>
              <xsl:attribute name="test" select="$test"/>
            </out:when>
            <out:otherwise>
              <xsl:sequence select="$found"/>
            </out:otherwise>
          </out:choose>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="edition-schematron:guarded($content, edition-schematron:failure(., 'false()'))"/>
  </xsl:template>

  <!-- What an assertion that does not hold, or a report that does, says. -->
  <xsl:template name="edition-schematron:found" as="element()*">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="subject" as="attribute()?" select="(@subject, ../@subject)[1]"/>
    <!-- What @visit-each visits need not be a node. -->
    <xsl:variable name="here" as="xs:string" select="if (../@visit-each) then '(.[. instance of node()], $edition-schematron:context)[1]' else '.'"/>
    <out:map>
      <out:sequence select="edition-schematron:place({
        if ($subject) then '((' || edition-schematron:expression($subject, $clashing) || '), ' || $here || ')[1]' else $here})">
        <xsl:copy-of select="@edition-schematron:at"/>
      </out:sequence>
      <out:map-entry key="'a'" select="{edition-schematron:number(.)}"/>
      <out:map-entry key="'m'">
        <xsl:call-template name="edition-schematron:text"/>
      </out:map-entry>
      <xsl:if test="exists(tokenize(@diagnostics))">
        <xsl:call-template name="edition-schematron:texts">
          <xsl:with-param name="key" as="xs:string" select="'d'"/>
          <xsl:with-param name="texts" as="element()*" select="key('edition-schematron:text', tokenize(@diagnostics))[self::sch:diagnostic]"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="exists(tokenize(@properties))">
        <xsl:call-template name="edition-schematron:texts">
          <xsl:with-param name="key" as="xs:string" select="'p'"/>
          <xsl:with-param name="texts" as="element()*" select="key('edition-schematron:text', tokenize(@properties))[self::sch:property]"/>
        </xsl:call-template>
      </xsl:if>
    </out:map>
  </xsl:template>

  <!-- A map entry with an array of pairs: the id of a diagnostic or property, and its text. -->
  <xsl:template name="edition-schematron:texts" as="element()">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="texts" as="element()*"/>
    <out:map-entry key="'{$key}'">
      <out:variable name="edition-schematron:pairs">
        <xsl:attribute name="as">item()*</xsl:attribute>
        <xsl:for-each select="$texts">
          <out:variable name="edition-schematron:text">
            <xsl:call-template name="edition-schematron:text"/>
          </out:variable>
          <out:sequence select="[{edition-schematron:quoted(@id)}, string($edition-schematron:text)]"/>
        </xsl:for-each>
      </out:variable>
      <out:sequence select="array {{$edition-schematron:pairs}}"/>
    </out:map-entry>
  </xsl:template>

  <xsl:function name="edition-schematron:quoted" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'''' || replace($text, '''', '''''') || ''''"/>
  </xsl:function>

  <!-- The text of an assertion or diagnostic as one string, white space collapsed. -->
  <xsl:template name="edition-schematron:text" as="element()*">
    <xsl:choose>
      <xsl:when test="*">
        <out:variable name="edition-schematron:content">
          <xsl:apply-templates select="node()" mode="edition-schematron:content"/>
        </out:variable>
        <out:sequence select="normalize-space(string($edition-schematron:content))"/>
      </xsl:when>
      <xsl:otherwise>
        <out:sequence select="{edition-schematron:quoted(normalize-space(.))}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text()" mode="edition-schematron:content" as="element()">
    <out:text>
      <xsl:value-of select="."/>
    </out:text>
  </xsl:template>

  <xsl:template match="sch:value-of | sch:copy-of" mode="edition-schematron:content" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <out:value-of separator=" ">
      <xsl:copy-of select="@edition-schematron:at"/>
      <xsl:attribute name="select" select="edition-schematron:expression(@select, $clashing)"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="sch:name" mode="edition-schematron:content" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <out:value-of>
      <xsl:copy-of select="@edition-schematron:at"/>
      <xsl:attribute name="select" select="if (@path) then edition-schematron:expression(@path, $clashing) else 'name(.)'"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="xsl:*" mode="edition-schematron:content" as="element()">
    <xsl:apply-templates select="." mode="edition-schematron:xslt"/>
  </xsl:template>

  <!-- XSLT that a schema brings along is copied, with its variables renamed like those of the rules. -->
  <xsl:template match="xsl:*/@select | xsl:*/@test | xsl:*/@match | xsl:*/@use | xsl:*/@group-by" mode="edition-schematron:xslt" as="attribute()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:attribute name="{name()}" select="edition-schematron:expression(., $clashing)"/>
  </xsl:template>
</xsl:transform>
